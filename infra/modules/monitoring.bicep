// Where traces, metrics and logs go, and stay.

import { roles } from 'roles.bicep'

@description('Name of the Log Analytics workspace.')
param workspaceName string

@description('Name of the Application Insights resource.')
param componentName string

@description('Region.')
param location string

@description('Tags of every resource.')
param tags object

@description('Days that logs are kept. 30 are part of the price of taking them in.')
@minValue(30)
@maxValue(730)
param retentionDays int

@description('Gigabytes of logs a day, at most; what exceeds them is lost until the next day. A flood of logs must not become a bill.')
@minValue(1)
param dailyCapGb int

@description('Object id of the identity that sends telemetry.')
param appPrincipalId string

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-07-01' = {
  name: workspaceName
  location: location
  tags: tags
  properties: {
    sku: {
      name: 'PerGB2018'
    }
    retentionInDays: retentionDays
    workspaceCapping: {
      dailyQuotaGb: dailyCapGb
    }
    features: {
      // Who may read a resource may read its logs; workspace keys open nothing.
      enableLogAccessUsingOnlyResourcePermissions: true
      disableLocalAuth: true
    }
  }
}

resource component 'Microsoft.Insights/components@2020-02-02' = {
  name: componentName
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspace.id
    IngestionMode: 'LogAnalytics'
    // The connection string alone opens nothing: whoever sends telemetry has to be known to Entra ID.
    DisableLocalAuth: true
  }
}

// Monitoring Metrics Publisher: host and worker send traces, logs and metrics. Despite its name the role covers all telemetry.
resource appSendsTelemetry 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(component.id, appPrincipalId, roles.monitoringMetricsPublisher)
  scope: component
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.monitoringMetricsPublisher)
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
  }
}

@description('Resource id of the workspace: where diagnostic settings send to, and what alerts ask.')
output workspaceId string = workspace.id

@description('Resource id of Application Insights.')
output componentId string = component.id

@description('Connection string of Application Insights: where telemetry goes, not a secret here, since keys are off.')
output connectionString string = component.properties.ConnectionString
