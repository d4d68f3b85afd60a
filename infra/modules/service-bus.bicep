// The queue that mail waits in. The app never creates it: what it may do to the queue is send and receive.

import { roles } from 'roles.bicep'

@description('Name of the namespace.')
param name string

@description('Region.')
param location string

@description('Tags of every resource.')
param tags object

@description('Standard has all that the app needs. Only Premium can be reached by a private endpoint, and a namespace cannot change between the two.')
@allowed(['Standard', 'Premium'])
param sku string

@description('Object id of the identity that the app runs as.')
param appPrincipalId string

@description('Resource id of the subnet of private endpoints; empty: reached over the internet, by Entra ID only.')
param endpointSubnetId string

@description('Resource ids of the private DNS zones by group: blob, queue, table, namespace, vault.')
param dnsZoneIds object

@description('Resource id of the Log Analytics workspace.')
param workspaceId string

var isPrivate = sku == 'Premium' && !empty(endpointSubnetId)

resource namespace 'Microsoft.ServiceBus/namespaces@2024-01-01' = {
  name: name
  location: location
  tags: tags
  sku: {
    name: sku
    tier: sku
    capacity: sku == 'Premium' ? 1 : null
  }
  properties: {
    minimumTlsVersion: '1.2'
    // Identities and roles only: shared access signatures open nothing.
    disableLocalAuth: true
    publicNetworkAccess: isPrivate ? 'Disabled' : 'Enabled'
  }
}

resource queue 'Microsoft.ServiceBus/namespaces/queues@2024-01-01' = {
  parent: namespace
  // The name is NotificationSettings.Queue in the app.
  name: 'notifications'
  properties: {
    // A message that the app sends twice, because it died between sending and noting that it had, arrives once. The sweep tries again
    // after an hour at most (Outbox:LongestPause), so two hours see every repeat.
    requiresDuplicateDetection: true
    duplicateDetectionHistoryTimeWindow: 'PT2H'
    // Twice the longest delivery (Smtp:TimeoutSeconds, 30): one lost renewal does not lose the message. The trigger renews the lock for
    // ten minutes, five times the sender's longest run (host.json: maxAutoLockRenewalDuration).
    lockDuration: 'PT1M'
    // Retries of mail are the ledger's business; the queue repeats only what nobody could read or store, and then sets it aside.
    maxDeliveryCount: 10
    defaultMessageTimeToLive: 'P14D'
    deadLetteringOnMessageExpiration: true
    maxSizeInMegabytes: 1024
  }
}

// Azure Service Bus Data Sender: the relay hands mail over and asks to be woken. On this queue, not on the namespace.
resource appSends 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(queue.id, appPrincipalId, roles.serviceBusDataSender)
  scope: queue
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.serviceBusDataSender)
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
  }
}

// Azure Service Bus Data Receiver: the trigger receives, and the platform looks whether there is anything to wake the app for.
// Not Owner: without it the platform cannot count the queue and starts one instance at a time, which is all that paced mail needs.
resource appReceives 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(queue.id, appPrincipalId, roles.serviceBusDataReceiver)
  scope: queue
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.serviceBusDataReceiver)
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
  }
}

module endpoint 'private-endpoint.bicep' = if (isPrivate) {
  name: '${name}-endpoint'
  params: {
    name: 'pe-${name}'
    location: location
    tags: tags
    targetId: namespace.id
    groupId: 'namespace'
    subnetId: endpointSubnetId
    dnsZoneId: dnsZoneIds.namespace
  }
}

// Operations on the namespace and its queue, and the measures that the dead-letter alert reads.
resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: namespace
  properties: {
    workspaceId: workspaceId
    logs: [
      {
        category: 'OperationalLogs'
        enabled: true
      }
    ]
    metrics: [
      {
        category: 'AllMetrics'
        enabled: true
      }
    ]
  }
}

@description('Resource id of the namespace.')
output id string = namespace.id

@description('Name of the namespace.')
output name string = namespace.name

@description('Name of the queue.')
output queueName string = queue.name

@description('Host name of the namespace: the setting ServiceBus__fullyQualifiedNamespace.')
output fullyQualifiedNamespace string = split(replace(namespace.properties.serviceBusEndpoint, 'https://', ''), ':')[0]
