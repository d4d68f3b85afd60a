// What the app knows: cases in tables, documents in blobs. An account of its own, apart from the Durable hub's: its rows are the truth,
// the hub's are disposable, and neither one's load or roles reach the other.
// The app creates its tables and containers at its start; there is no second list of them here.

import { roles } from 'roles.bicep'

@description('Name of the account.')
@minLength(3)
@maxLength(24)
param name string

@description('Region.')
param location string

@description('Tags of every resource.')
param tags object

@description('How many copies are kept, and where.')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GRS', 'Standard_RAGRS', 'Standard_GZRS', 'Standard_RAGZRS'])
param redundancy string

@description('Days in which a deleted blob, container or version can be brought back.')
@minValue(1)
@maxValue(365)
param softDeleteDays int

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
    // Identities and roles only: no key can leak, and every access has a name.
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    // Documents are handed out by the app, which asks who is asking.
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
  properties: {
    // An upload replaced or deleted by mistake, or by malice, can be brought back. Infected uploads stay recoverable as long, and closed.
    isVersioningEnabled: true
    deleteRetentionPolicy: {
      enabled: true
      days: softDeleteDays
    }
    containerDeleteRetentionPolicy: {
      enabled: true
      days: softDeleteDays
    }
  }
}

resource tables 'Microsoft.Storage/storageAccounts/tableServices@2025-06-01' = {
  parent: account
  name: 'default'
}

// Old versions cost storage for ever, and a person who was erased would live on in them.
resource lifecycle 'Microsoft.Storage/storageAccounts/managementPolicies@2025-06-01' = {
  parent: account
  name: 'default'
  dependsOn: [blobs]
  properties: {
    policy: {
      rules: [
        {
          name: 'forget-old-versions'
          type: 'Lifecycle'
          enabled: true
          definition: {
            filters: {
              blobTypes: ['blockBlob']
            }
            actions: {
              version: {
                delete: {
                  daysAfterCreationGreaterThan: softDeleteDays
                }
              }
            }
          }
        }
      ]
    }
  }
}

// Storage Table Data Contributor: the app reads and writes rows, and creates its tables.
resource appUsesTables 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(account.id, appPrincipalId, roles.storageTableDataContributor)
  scope: account
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageTableDataContributor)
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
  }
}

// Storage Blob Data Contributor: the app reads, writes and deletes documents, and creates its containers. Not Owner: it sets nobody's rights.
resource appUsesBlobs 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(account.id, appPrincipalId, roles.storageBlobDataContributor)
  scope: account
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageBlobDataContributor)
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
  }
}

module endpoints 'private-endpoint.bicep' = [
  for service in ['blob', 'table']: if (!empty(endpointSubnetId)) {
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

// Who deleted what: everything else that happens to a case stands in its timeline.
resource blobDiagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: blobs
  properties: {
    workspaceId: workspaceId
    logs: [
      {
        category: 'StorageDelete'
        enabled: true
      }
    ]
    metrics: [
      {
        category: 'Transaction'
        enabled: true
      }
    ]
  }
}

resource tableDiagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: tables
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

@description('Resource id of the account.')
output id string = account.id

@description('Name of the account.')
output name string = account.name

@description('Address of the tables: the setting Storage:TableServiceUri.')
output tableServiceUri string = account.properties.primaryEndpoints.table

@description('Address of the blobs: the setting Storage:BlobServiceUri.')
output blobServiceUri string = account.properties.primaryEndpoints.blob
