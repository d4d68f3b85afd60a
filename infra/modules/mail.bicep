// Azure Communication Services as the mail server: a domain that mail comes from, and an account that hands it over by SMTP.
// SMTP there knows no managed identity. Its account is an Entra application, whose client secret is the password; the application itself
// is registered by hand (Bicep cannot), and what it may do is granted here.

import { roles } from 'roles.bicep'

@description('Name of the e-mail service.')
param emailServiceName string

@description('Name of the communication service.')
param communicationServiceName string

@description('Tags of every resource.')
param tags object

@description('Where mail is kept while it is under way.')
param dataLocation string

@description('The domain that mail comes from. Empty: a domain of Azure, good for trying out (5 messages a minute, 10 an hour).')
param mailDomain string

@description('True once the DNS records of the domain are in place and Azure has seen them: only then can it be sent from.')
param mailDomainVerified bool

@description('The sender before the @. DoNotReply exists in every domain.')
param senderUsername string

@description('Client id of the Entra application that stands for the app at the mail server. Empty: no account yet, and no mail leaves.')
param smtpApplicationId string

@description('Object id of that application\'s service principal (not of the application).')
param smtpPrincipalId string

@description('Resource id of the Log Analytics workspace.')
param workspaceId string

var isOwnDomain = !empty(mailDomain)
var canSend = !isOwnDomain || mailDomainVerified
var isOwnSender = isOwnDomain && mailDomainVerified && toLower(senderUsername) != 'donotreply'

resource emailService 'Microsoft.Communication/emailServices@2025-09-01' = {
  name: emailServiceName
  location: 'global'
  tags: tags
  properties: {
    dataLocation: dataLocation
  }
}

resource domain 'Microsoft.Communication/emailServices/domains@2025-09-01' = {
  parent: emailService
  name: isOwnDomain ? mailDomain : 'AzureManagedDomain'
  location: 'global'
  tags: tags
  properties: {
    domainManagement: isOwnDomain ? 'CustomerManaged' : 'AzureManaged'
    // No pixels, no rewritten links: who opens a reminder is nobody's business.
    userEngagementTracking: 'Disabled'
  }
}

// DoNotReply is there from the beginning. Any other sender exists by this, in a domain of one's own whose quota Azure has raised.
resource ownSender 'Microsoft.Communication/emailServices/domains/senderUsernames@2025-09-01' = if (isOwnSender) {
  parent: domain
  name: senderUsername
  properties: {
    username: senderUsername
  }
}

resource communicationService 'Microsoft.Communication/communicationServices@2025-09-01' = {
  name: communicationServiceName
  location: 'global'
  tags: tags
  properties: {
    dataLocation: dataLocation
    // A domain that is not verified cannot be linked: the first deployment shows its DNS records, the next one links it.
    linkedDomains: canSend ? [domain.id] : []
    // Keys open nothing: SMTP signs in with Entra ID.
    disableLocalAuth: true
  }
}

// The name that the app signs in with; which application it stands for is said here.
resource smtpUsername 'Microsoft.Communication/communicationServices/smtpUsernames@2025-09-01' = if (!empty(smtpApplicationId)) {
  parent: communicationService
  name: 'back-office'
  properties: {
    username: 'back-office'
    entraApplicationId: smtpApplicationId
    tenantId: tenant().tenantId
  }
}

// Communication and Email Service Owner: the only built-in role that may send by SMTP. On this service, not on the group.
resource smtpApplicationSends 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(smtpPrincipalId)) {
  name: guid(communicationService.id, smtpPrincipalId, roles.communicationAndEmailServiceOwner)
  scope: communicationService
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.communicationAndEmailServiceOwner)
    principalId: smtpPrincipalId
    principalType: 'ServicePrincipal'
  }
}

// What became of each message: delivered, bounced, suppressed.
resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: communicationService
  properties: {
    workspaceId: workspaceId
    logs: [
      {
        category: 'EmailSendMailOperational'
        enabled: true
      }
      {
        category: 'EmailStatusUpdateOperational'
        enabled: true
      }
    ]
  }
}

@description('User name at the mail server; empty while there is no account.')
output smtpUser string = empty(smtpApplicationId) ? '' : 'back-office'

@description('The sender\'s address.')
output sender string = '${senderUsername}@${domain.properties.fromSenderDomain}'

@description('DNS records that prove the domain is ours, and that mail from it is; for whoever keeps the domain.')
output dnsRecords object = isOwnDomain ? domain.properties.verificationRecords : {}
