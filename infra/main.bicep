// The back office on Azure, from nothing, for `azd up`.
//
// One resource group holds everything. The app runs as one identity, and whatever it may do is a role on one resource: there are no keys
// and no connection strings, but for the two secrets in Key Vault that no identity can replace. Modules stand below in the order in which
// they need each other; each says in its own file why it is there.

targetScope = 'subscription'

import { alwaysReadyGroup } from 'modules/function-app.bicep'

// Names and place

@description('Name of the azd environment; part of the name of the resource group.')
@minLength(1)
@maxLength(64)
param environmentName string

@description('Region of everything that has one. It must offer Flex Consumption.')
@minLength(1)
param location string

@description('Name of the resource group; empty: rg-<environment>.')
param resourceGroupName string = ''

@description('Begins the names of resources: small letters and digits.')
@minLength(2)
@maxLength(5)
param namePrefix string = 'asi'

@description('Name of the function app, part of its address; empty: made of the prefix and a hash.')
param functionAppName string = ''

// The site

@description('Where the site is reached, without a slash at the end, for the links in mail; empty: at the function app\'s own address.')
param siteUrl string = ''

@description('Settings of the app that no other parameter covers, by their names as in infra/SETTINGS.md.')
param extraSettings object = {}

@description('Proxies whose addresses still stand in X-Forwarded-For when the app reads it. The platform\'s own is taken off by the worker; Front Door would be one.')
@minValue(0)
param proxies int = 0

// Who signs in: any OpenID Connect issuer, such as Entra External ID

@description('The issuer of tokens, letter by letter as in their iss claim. Entra External ID: https://<tenant id>.ciamlogin.com/<tenant id>/v2.0')
param oidcIssuer string

@description('For whom tokens are issued: one of their aud claim. Entra: the client id of the registered API.')
param oidcAudience string

@description('The issuer\'s metadata, where it is not at <issuer>/.well-known/openid-configuration.')
param oidcMetadataAddress string = ''

@description('The first person to get in, who invites the others: subject|name|operator, the subject as in the tokens\' sub claim.')
param firstOperator string = ''

@description('Object id of a group in Entra ID whose people may read dead letters, back up tables and rotate secrets by hand; empty: nobody.')
param operatorsGroupId string = ''

// Given once: case keys and invitations are derived with it.
@description('Base64 of 32 random bytes or more (openssl rand -base64 32). Empty leaves the key as it is in the vault.')
@secure()
param accessKey string = ''

@description('Names of the secrets in the vault that hold such keys, with commas, the signing one first. For rotation.')
param accessKeyNames string = 'access-key'

// Mail

@description('The domain that mail comes from; empty: one of Azure\'s, good for trying out.')
param mailDomain string = ''

@description('True once that domain\'s DNS records are in place and verified.')
param mailDomainVerified bool = false

@description('The sender before the @.')
param mailSender string = 'DoNotReply'

@description('Where Communication Services keeps mail that is under way.')
param mailDataLocation string = 'Europe'

@description('Client id of the Entra application that signs in to SMTP; empty: no mail leaves yet.')
param smtpApplicationId string = ''

@description('Object id of that application\'s service principal.')
param smtpPrincipalId string = ''

@description('Its client secret. Empty leaves it as it is in the vault.')
@secure()
param smtpPassword string = ''

@description('Messages a minute, at most: what Communication Services grants. 0: the limit that a new domain begins with.')
@minValue(0)
param mailsPerMinute int = 0

@description('Messages an hour, at most, likewise.')
@minValue(0)
@maxValue(8000)
param mailsPerHour int = 0

@description('The Secretariat\'s mailbox; empty: it reads its queue.')
param officeMailbox string = ''

@description('The board\'s mailbox; empty: it reads its queue.')
param boardMailbox string = ''

// Files

@description('Host and port of a ClamAV daemon; empty: uploads stay in quarantine unless evidenceScanner is none.')
param clamAv string = ''

@description('none takes uploads without a scan, which has to be said; empty: the daemon scans.')
@allowed(['', 'none'])
param evidenceScanner string = ''

// Size and safety

@description('Megabytes of an instance.')
@allowed([512, 2048, 4096])
param instanceMemoryMB int = 2048

@description('Instances at most, of each group of functions.')
@minValue(1)
@maxValue(1000)
param maximumInstanceCount int = 40

// Neither visitors wait for a start, nor deadlines, nor the sweep that mends whatever was lost. Every timer has instances of its own here:
// the other ones start theirs, and are some seconds late.
@description('What is kept running, by group (http, durable) or function (function:Name).')
param alwaysReady alwaysReadyGroup[] = [
  {
    name: 'http'
    instanceCount: 1
  }
  {
    name: 'durable'
    instanceCount: 1
  }
  {
    name: 'function:SweepOutbox'
    instanceCount: 1
  }
]

@description('True to spread app and hub over availability zones, in regions that have them.')
param zoneRedundant bool = false

@description('How many copies of the app\'s data are kept, and where. ZRS outlives the loss of a zone; GZRS that of a region, too.')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GRS', 'Standard_RAGRS', 'Standard_GZRS', 'Standard_RAGZRS'])
param dataRedundancy string = 'Standard_ZRS'

@description('Days in which a deleted document can be brought back.')
@minValue(1)
@maxValue(365)
param softDeleteDays int = 30

// A change of store begins with an empty hub: the sweeps start every orchestration afresh from its case.
@description('The engine\'s store: AzureStorage, or the managed DurableTaskScheduler.')
@allowed(['AzureStorage', 'DurableTaskScheduler'])
param durableBackend string = 'AzureStorage'

@description('How the scheduler is paid.')
@allowed(['Consumption', 'Dedicated'])
param schedulerSku string = 'Consumption'

// Network

@description('True to keep storage and vault off the internet, and the queue too where it is Premium. The site stays public.')
param privateNetworking bool = false

@description('Addresses of the virtual network, a /16 to /23.')
param networkAddressPrefix string = '10.80.0.0/16'

@description('Service Bus. Only Premium can have a private endpoint; Standard is then reached over the internet, by Entra ID only.')
@allowed(['Standard', 'Premium'])
param serviceBusSku string = 'Standard'

// Watching

@description('Mailboxes that alerts and the budget go to, with commas.')
param alertMailboxes string = ''

@description('Minutes since the last roll-up after which the dashboard is too old.')
@minValue(10)
param rollUpAlertMinutes int = 30

@description('Outbox entries that the sweep may take over in an hour before it is a sign.')
@minValue(0)
param sweptAlertAnHour int = 50

@description('Days that logs are kept.')
@minValue(30)
@maxValue(730)
param logRetentionDays int = 90

@description('Gigabytes of logs a day, at most.')
@minValue(1)
param logDailyCapGb int = 1

@description('What the resource group may cost a month, in the subscription\'s currency; 0: no budget.')
@minValue(0)
param budgetAmount int = 0

@description('First day of the month from which the budget counts, such as 2027-01-01. It cannot be changed later; empty: no budget.')
param budgetStart string = ''

var tags = { 'azd-env-name': environmentName }
// The same for the same environment and region, so that a second deployment finds the resources of the first.
var token = toLower(uniqueString(subscription().id, environmentName, location))
var appName = empty(functionAppName) ? 'func-${namePrefix}-${token}' : functionAppName
var mailboxes = empty(alertMailboxes) ? [] : map(split(alertMailboxes, ','), address => trim(address))
// The hub's name in host.json.
var hubName = 'AsiBackOffice'

// What a new domain may send: a domain of one's own 30 a minute and 100 an hour, Azure's a good deal less.
var perMinute = mailsPerMinute > 0 ? mailsPerMinute : empty(mailDomain) ? 5 : 30
var perHour = mailsPerHour > 0 ? mailsPerHour : empty(mailDomain) ? 10 : 100

resource group 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  name: empty(resourceGroupName) ? 'rg-${environmentName}' : resourceGroupName
  location: location
  tags: tags
}

module identity 'modules/identity.bicep' = {
  name: 'identity'
  scope: group
  params: {
    name: 'id-${namePrefix}-${token}'
    location: location
    tags: tags
  }
}

module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  scope: group
  params: {
    workspaceName: 'log-${namePrefix}-${token}'
    componentName: 'appi-${namePrefix}-${token}'
    location: location
    tags: tags
    retentionDays: logRetentionDays
    dailyCapGb: logDailyCapGb
    appPrincipalId: identity.outputs.principalId
  }
}

module network 'modules/network.bicep' = if (privateNetworking) {
  name: 'network'
  scope: group
  params: {
    name: 'vnet-${namePrefix}-${token}'
    location: location
    tags: tags
    addressPrefix: networkAddressPrefix
  }
}

// Every zone has its name even where there is none: conditional modules still look theirs up.
var noZones = { blob: '', queue: '', table: '', namespace: '', vault: '' }
var appSubnetId = privateNetworking ? network!.outputs.appSubnetId : ''
var endpointSubnetId = privateNetworking ? network!.outputs.endpointSubnetId : ''
var dnsZoneIds = privateNetworking ? network!.outputs.dnsZoneIds : noZones

module dataStorage 'modules/data-storage.bicep' = {
  name: 'data-storage'
  scope: group
  params: {
    name: 'st${namePrefix}data${token}'
    location: location
    tags: tags
    redundancy: dataRedundancy
    softDeleteDays: softDeleteDays
    appPrincipalId: identity.outputs.principalId
    endpointSubnetId: endpointSubnetId
    dnsZoneIds: dnsZoneIds
    workspaceId: monitoring.outputs.workspaceId
  }
}

module hubStorage 'modules/hub-storage.bicep' = {
  name: 'hub-storage'
  scope: group
  params: {
    name: 'st${namePrefix}hub${token}'
    location: location
    tags: tags
    redundancy: zoneRedundant ? 'Standard_ZRS' : 'Standard_LRS'
    deploymentContainerName: 'deployments'
    appPrincipalId: identity.outputs.principalId
    endpointSubnetId: endpointSubnetId
    dnsZoneIds: dnsZoneIds
    workspaceId: monitoring.outputs.workspaceId
  }
}

module scheduler 'modules/scheduler.bicep' = if (durableBackend == 'DurableTaskScheduler') {
  name: 'scheduler'
  scope: group
  params: {
    name: 'dts-${namePrefix}-${token}'
    location: location
    tags: tags
    sku: schedulerSku
    hubName: hubName
    appPrincipalId: identity.outputs.principalId
  }
}

var schedulerConnection = durableBackend == 'DurableTaskScheduler'
  ? 'Endpoint=${scheduler!.outputs.endpoint};Authentication=ManagedIdentity;ClientID=${identity.outputs.clientId}'
  : ''

module serviceBus 'modules/service-bus.bicep' = {
  name: 'service-bus'
  scope: group
  params: {
    name: 'sb-${namePrefix}-${token}'
    location: location
    tags: tags
    sku: serviceBusSku
    appPrincipalId: identity.outputs.principalId
    endpointSubnetId: endpointSubnetId
    dnsZoneIds: dnsZoneIds
    workspaceId: monitoring.outputs.workspaceId
  }
}

module mail 'modules/mail.bicep' = {
  name: 'mail'
  scope: group
  params: {
    emailServiceName: 'email-${namePrefix}-${token}'
    communicationServiceName: 'acs-${namePrefix}-${token}'
    tags: tags
    dataLocation: mailDataLocation
    mailDomain: mailDomain
    mailDomainVerified: mailDomainVerified
    senderUsername: mailSender
    smtpApplicationId: smtpApplicationId
    smtpPrincipalId: smtpPrincipalId
    workspaceId: monitoring.outputs.workspaceId
  }
}

module keyVault 'modules/key-vault.bicep' = {
  name: 'key-vault'
  scope: group
  params: {
    name: 'kv-${namePrefix}-${token}'
    location: location
    tags: tags
    appPrincipalId: identity.outputs.principalId
    accessKey: accessKey
    smtpUser: mail.outputs.smtpUser
    smtpPassword: smtpPassword
    endpointSubnetId: endpointSubnetId
    dnsZoneIds: dnsZoneIds
    workspaceId: monitoring.outputs.workspaceId
  }
}

// When timers run: seconds, minutes, hours, day, month, weekday, in UTC. As in local.settings.sample.json.
var schedules = {
  OutboxSweepSchedule: '0 * * * * *'
  NotificationsDrainSchedule: '0 * * * * *'
  DashboardRollUpSchedule: '0 */5 * * * *'
  SurveysMoveSchedule: '0 */15 * * * *'
  CertificationCompareSchedule: '0 15 2 * * *'
  CasesReconcileSchedule: '0 30 2 * * *'
  DashboardRebuildSchedule: '0 45 2 * * *'
  DraftsSweepSchedule: '0 0 3 * * *'
  EvidenceSweepSchedule: '0 30 3 * * *'
}

var accessSettings = union(
  {
    Access__Issuer: oidcIssuer
    Access__Audience: oidcAudience
  },
  empty(oidcMetadataAddress) ? {} : { Access__MetadataAddress: oidcMetadataAddress },
  empty(firstOperator) ? {} : { Access__Staff__0: firstOperator }
)

var mailSettings = union(
  {
    Smtp__Host: 'smtp.azurecomm.net'
    Smtp__Port: '587'
    Smtp__StartTls: 'true'
    Smtp__From: mail.outputs.sender
    Notifications__PerMinute: string(perMinute)
    Notifications__PerHour: string(perHour)
  },
  empty(smtpApplicationId)
    ? {}
    : {
        Smtp__User: '@Microsoft.KeyVault(SecretUri=${keyVault.outputs.uri}secrets/smtp-user)'
        Smtp__Password: '@Microsoft.KeyVault(SecretUri=${keyVault.outputs.uri}secrets/smtp-password)'
      },
  empty(officeMailbox) ? {} : { Membership__SecretariatMailbox: officeMailbox },
  empty(boardMailbox) ? {} : { Membership__BoardMailbox: boardMailbox }
)

var fileSettings = union(
  empty(clamAv) ? {} : { Evidence__ClamAv: clamAv },
  empty(evidenceScanner) ? {} : { Evidence__Scanner: evidenceScanner }
)

var limitSettings = {
  RateLimit__Proxies: string(proxies)
}

module functionApp 'modules/function-app.bicep' = {
  name: 'function-app'
  scope: group
  params: {
    planName: 'plan-${namePrefix}-${token}'
    name: appName
    location: location
    tags: tags
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    deploymentContainerUri: hubStorage.outputs.deploymentContainerUri
    instanceMemoryMB: instanceMemoryMB
    maximumInstanceCount: maximumInstanceCount
    alwaysReady: alwaysReady
    zoneRedundant: zoneRedundant
    subnetId: appSubnetId
    applicationInsightsConnectionString: monitoring.outputs.connectionString
    hubStorageName: hubStorage.outputs.name
    tableServiceUri: dataStorage.outputs.tableServiceUri
    blobServiceUri: dataStorage.outputs.blobServiceUri
    serviceBusNamespace: serviceBus.outputs.fullyQualifiedNamespace
    vaultUri: keyVault.outputs.uri
    accessKeyNames: map(split(accessKeyNames, ','), secret => trim(secret))
    schedulerConnection: schedulerConnection
    appSettings: union(schedules, accessSettings, mailSettings, fileSettings, limitSettings, extraSettings)
    siteUrl: siteUrl
    workspaceId: monitoring.outputs.workspaceId
  }
}

module operators 'modules/operators.bicep' = if (!empty(operatorsGroupId)) {
  name: 'operators'
  scope: group
  params: {
    operatorsGroupId: operatorsGroupId
    dataAccountName: dataStorage.outputs.name
    serviceBusName: serviceBus.outputs.name
    queueName: serviceBus.outputs.queueName
    vaultName: keyVault.outputs.name
  }
}

module alerts 'modules/alerts.bicep' = {
  name: 'alerts'
  scope: group
  params: {
    namePrefix: '${namePrefix}-${environmentName}'
    location: location
    tags: tags
    contactEmails: mailboxes
    workspaceId: monitoring.outputs.workspaceId
    componentId: monitoring.outputs.componentId
    serviceBusId: serviceBus.outputs.id
    queueName: serviceBus.outputs.queueName
    siteUrl: functionApp.outputs.siteUrl
    rollUpMinutes: rollUpAlertMinutes
    sweptAnHour: sweptAlertAnHour
  }
}

module budget 'modules/budget.bicep' = if (budgetAmount > 0 && !empty(budgetStart) && !empty(alertMailboxes)) {
  name: 'budget'
  scope: group
  params: {
    name: 'budget-${namePrefix}-${environmentName}'
    amount: budgetAmount
    startDate: budgetStart
    contactEmails: mailboxes
  }
}

// azd keeps outputs in its environment: the next commands, and the build, read them there.

@description('Region.')
output AZURE_LOCATION string = location

@description('Tenant of the subscription.')
output AZURE_TENANT_ID string = tenant().tenantId

@description('Name of the resource group.')
output AZURE_RESOURCE_GROUP string = group.name

@description('Name of the function app.')
output FUNCTION_APP_NAME string = functionApp.outputs.name

@description('Where the site is reached.')
output SITE_URL string = functionApp.outputs.siteUrl

@description('Name of the account that holds cases and documents: what is backed up.')
output DATA_STORAGE_NAME string = dataStorage.outputs.name

@description('Name of the account of host and Durable hub.')
output HUB_STORAGE_NAME string = hubStorage.outputs.name

@description('Host name of the Service Bus namespace.')
output SERVICE_BUS_NAMESPACE string = serviceBus.outputs.fullyQualifiedNamespace

@description('Name of the Key Vault.')
output KEY_VAULT_NAME string = keyVault.outputs.name

@description('The sender\'s address.')
output MAIL_FROM string = mail.outputs.sender

@description('DNS records that a mail domain of one\'s own needs; empty for Azure\'s.')
output MAIL_DNS_RECORDS object = mail.outputs.dnsRecords

@description('Client id of the identity that the app runs as.')
output APP_IDENTITY_CLIENT_ID string = identity.outputs.clientId
