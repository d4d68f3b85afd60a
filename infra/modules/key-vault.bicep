// The secrets that no identity can replace: the keys that case keys and invitations are derived with, and the account at the mail server.

import { roles } from 'roles.bicep'

@description('Name of the vault.')
@minLength(3)
@maxLength(24)
param name string

@description('Region.')
param location string

@description('Tags of every resource.')
param tags object

@description('Object id of the identity that the app runs as.')
param appPrincipalId string

@description('Base64 of 32 random bytes or more. Empty: the secret stays as it is in the vault.')
@secure()
param accessKey string

@description('User name at the mail server. Empty: the secret stays as it is in the vault.')
param smtpUser string

@description('Password at the mail server. Empty: the secret stays as it is in the vault.')
@secure()
param smtpPassword string

@description('Resource id of the subnet of private endpoints; empty: reached over the internet, by Entra ID only.')
param endpointSubnetId string

@description('Resource ids of the private DNS zones by group: blob, queue, table, namespace, vault.')
param dnsZoneIds object

@description('Resource id of the Log Analytics workspace.')
param workspaceId string

resource vault 'Microsoft.KeyVault/vaults@2025-05-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: tenant().tenantId
    sku: {
      family: 'A'
      name: 'standard'
    }
    // Roles, not access policies: one way to say who may do what, the same as for everything else here.
    enableRbacAuthorization: true
    // Without the key every case key and open invitation is void: a deleted secret, or vault, can be brought back for 90 days.
    enableSoftDelete: true
    softDeleteRetentionInDays: 90
    enablePurgeProtection: true
    publicNetworkAccess: empty(endpointSubnetId) ? 'Enabled' : 'Disabled'
    networkAcls: {
      defaultAction: empty(endpointSubnetId) ? 'Allow' : 'Deny'
      bypass: 'AzureServices'
    }
  }
}

// A deployment that is given no value leaves the secret alone, so that what was rotated in the vault stays rotated.
resource accessKeySecret 'Microsoft.KeyVault/vaults/secrets@2025-05-01' = if (!empty(accessKey)) {
  parent: vault
  name: 'access-key'
  properties: {
    value: accessKey
    contentType: 'base64, 32 bytes or more'
  }
}

resource smtpUserSecret 'Microsoft.KeyVault/vaults/secrets@2025-05-01' = if (!empty(smtpUser)) {
  parent: vault
  name: 'smtp-user'
  properties: {
    value: smtpUser
  }
}

resource smtpPasswordSecret 'Microsoft.KeyVault/vaults/secrets@2025-05-01' = if (!empty(smtpPassword)) {
  parent: vault
  name: 'smtp-password'
  properties: {
    value: smtpPassword
  }
}

// Key Vault Secrets User: the platform reads the secrets that app settings refer to, as the app. It can neither list nor change them.
resource appReadsSecrets 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, appPrincipalId, roles.keyVaultSecretsUser)
  scope: vault
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.keyVaultSecretsUser)
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
  }
}

module endpoint 'private-endpoint.bicep' = if (!empty(endpointSubnetId)) {
  name: '${name}-endpoint'
  params: {
    name: 'pe-${name}'
    location: location
    tags: tags
    targetId: vault.id
    groupId: 'vault'
    subnetId: endpointSubnetId
    dnsZoneId: dnsZoneIds.vault
  }
}

// Who read or changed which secret, and when.
resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: vault
  properties: {
    workspaceId: workspaceId
    logs: [
      {
        category: 'AuditEvent'
        enabled: true
      }
    ]
  }
}

@description('Name of the vault.')
output name string = vault.name

@description('Address of the vault, with a slash at the end: what references in app settings begin with.')
output uri string = vault.properties.vaultUri
