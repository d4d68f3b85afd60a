// The Durable Task Scheduler: a managed engine instead of the tables and queues of the hub's storage. An option for many thousands of
// orchestrations a day; ASI's hundreds are at home in the storage, which costs next to nothing.

import { roles } from 'roles.bicep'

@description('Name of the scheduler.')
@minLength(3)
@maxLength(64)
param name string

@description('Region.')
param location string

@description('Tags of every resource.')
param tags object

@description('Consumption is paid by the action; Dedicated by reserved units.')
@allowed(['Consumption', 'Dedicated'])
param sku string

@description('Name of the task hub, as in host.json.')
param hubName string

@description('Object id of the identity that the app runs as.')
param appPrincipalId string

resource scheduler 'Microsoft.DurableTask/schedulers@2025-11-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    sku: {
      name: sku
      capacity: sku == 'Dedicated' ? 1 : null
    }
    // Instances of the app have no fixed addresses, and an empty list lets nobody in. Roles decide.
    ipAllowlist: ['0.0.0.0/0']
  }
}

resource hub 'Microsoft.DurableTask/schedulers/taskHubs@2025-11-01' = {
  parent: scheduler
  name: hubName
}

// What has ended is kept for whoever asks what happened, then forgotten: the cases hold the truth.
resource retention 'Microsoft.DurableTask/schedulers/retentionPolicies@2025-11-01' = {
  parent: scheduler
  name: 'default'
  properties: {
    retentionPolicies: [
      {
        retentionPeriodInDays: 30
      }
    ]
  }
}

// Durable Task Data Contributor: the app starts, wakes and runs orchestrations. On its hub, not on the scheduler.
resource appRunsOrchestrations 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(hub.id, appPrincipalId, roles.durableTaskDataContributor)
  scope: hub
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.durableTaskDataContributor)
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
  }
}

@description('Address of the scheduler.')
output endpoint string = scheduler.properties.endpoint

@description('Name of the task hub.')
output hubName string = hub.name
