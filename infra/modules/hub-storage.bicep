// What the Functions host and the Durable hub keep: leases, timers' last runs, histories of orchestrations, and the package of the app.
// All of it can be lost without losing a case: orchestrations are started afresh from the cases.

import { roles } from 'roles.bicep'

@description('Name of the account.')
@minLength(3)
@maxLength(24)
param name string

@description('Region.')
param location string

@description('Tags of every resource.')
param tags object

@description('How many copies are kept, and where. Zone-redundant where the app is.')
@allowed(['Standard_LRS', 'Standard_ZRS'])
param redundancy string

@description('Container that deployments put the package of the app into.')
param deploymentContainerName string

@description('Object id of the identity that the app runs as.')
param appPrincipalId string

@description('Resource id of the subnet of private endpoints; empty: reached over the internet, by Entra ID only.')
param endpointSubnetId string

@description('Resource ids of the private DNS zones by group: blob, queue, table, namespace, vault.')
param dnsZoneIds object

@description('Resource id of the Log Analytics workspace.')
param workspaceId string

resource account 'Microsoft.Storage/storageAccounts@2025-06-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: {
    name: redundancy
  }
  properties: {
    accessTier: 'Hot'
    supportsHttpsTrafficOnly: true
    minimumTlsVersion: 'TLS1_2'
    // Host, Durable and deployment all come with the app's identity: no connection string exists that could leak.
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    publicNetworkAccess: empty(endpointSubnetId) ? 'Enabled' : 'Disabled'
    networkAcls: {
      defaultAction: empty(endpointSubnetId) ? 'Allow' : 'Deny'
      bypass: 'None'
    }
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2025-06-01' = {
  parent: account
  name: 'default'
}

// Flex Consumption runs the app from the package in this container.
resource deployments 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-06-01' = {
  parent: blobs
  name: deploymentContainerName
  properties: {
    publicAccess: 'None'
  }
}

// Storage Blob Data Owner: what the host asks for its own storage (leases, keys of the app, timers' last runs); Durable keeps leases and
// large messages in blobs too, and the package is read from here.
resource appUsesBlobs 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(account.id, appPrincipalId, roles.storageBlobDataOwner)
  scope: account
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageBlobDataOwner)
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
  }
}

// Storage Queue Data Contributor: Durable's control and work-item queues.
resource appUsesQueues 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(account.id, appPrincipalId, roles.storageQueueDataContributor)
  scope: account
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageQueueDataContributor)
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
  }
}

// Storage Table Data Contributor: Durable's instances and histories.
resource appUsesTables 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(account.id, appPrincipalId, roles.storageTableDataContributor)
  scope: account
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageTableDataContributor)
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
  }
}

module endpoints 'private-endpoint.bicep' = [
  for service in ['blob', 'queue', 'table']: if (!empty(endpointSubnetId)) {
    name: '${name}-${service}-endpoint'
    params: {
      name: 'pe-${name}-${service}'
      location: location
      tags: tags
      targetId: account.id
      groupId: service
      subnetId: endpointSubnetId
      dnsZoneId: dnsZoneIds[service]
    }
  }
]

// Measures only: what the engine reads and writes all day is nobody's question.
resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: account
  properties: {
    workspaceId: workspaceId
    metrics: [
      {
        category: 'Transaction'
        enabled: true
      }
    ]
  }
}

@description('Name of the account: the setting AzureWebJobsStorage__accountName.')
output name string = account.name

@description('Address of the container that deployments put the package into.')
output deploymentContainerUri string = '${account.properties.primaryEndpoints.blob}${deployments.name}'
