// What people may do by hand, at night: read dead letters, back up and restore tables and documents, rotate secrets. With keys switched
// off everywhere, even the owner of the subscription can do none of it without these roles. Granted to a group, so that who is on duty
// changes without a deployment, and can be made eligible only (Privileged Identity Management).

import { roles } from 'roles.bicep'

@description('Object id of the operators\' group in Entra ID.')
param operatorsGroupId string

@description('Name of the account that holds the app\'s data.')
param dataAccountName string

@description('Name of the Service Bus namespace.')
param serviceBusName string

@description('Name of the queue.')
param queueName string

@description('Name of the vault.')
param vaultName string

resource account 'Microsoft.Storage/storageAccounts@2025-06-01' existing = {
  name: dataAccountName
}

resource namespace 'Microsoft.ServiceBus/namespaces@2024-01-01' existing = {
  name: serviceBusName
}

resource queue 'Microsoft.ServiceBus/namespaces/queues@2024-01-01' existing = {
  parent: namespace
  name: queueName
}

resource vault 'Microsoft.KeyVault/vaults@2025-05-01' existing = {
  name: vaultName
}

// Storage Table Data Contributor: tables are backed up, and restored.
resource useTables 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(account.id, operatorsGroupId, roles.storageTableDataContributor)
  scope: account
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageTableDataContributor)
    principalId: operatorsGroupId
    principalType: 'Group'
  }
}

// Storage Blob Data Contributor: deleted documents and their versions are brought back.
resource useBlobs 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(account.id, operatorsGroupId, roles.storageBlobDataContributor)
  scope: account
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageBlobDataContributor)
    principalId: operatorsGroupId
    principalType: 'Group'
  }
}

// Azure Service Bus Data Receiver: dead letters are read, and taken out.
resource receive 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(queue.id, operatorsGroupId, roles.serviceBusDataReceiver)
  scope: queue
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.serviceBusDataReceiver)
    principalId: operatorsGroupId
    principalType: 'Group'
  }
}

// Azure Service Bus Data Sender: a dead letter, mended, is sent again.
resource send 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(queue.id, operatorsGroupId, roles.serviceBusDataSender)
  scope: queue
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.serviceBusDataSender)
    principalId: operatorsGroupId
    principalType: 'Group'
  }
}

// Key Vault Secrets Officer: secrets are rotated.
resource keepSecrets 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, operatorsGroupId, roles.keyVaultSecretsOfficer)
  scope: vault
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.keyVaultSecretsOfficer)
    principalId: operatorsGroupId
    principalType: 'Group'
  }
}
