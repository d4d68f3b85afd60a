// The app: a Flex Consumption plan, the app on it, and every setting it runs with.
// A setting that is not here has the default that its options class documents.

@export()
@description('Instances that are always there, for a group of functions (http, durable) or for one function (function:Name).')
type alwaysReadyGroup = {
  name: string
  instanceCount: int
}

@description('Name of the plan.')
param planName string

@description('Name of the app, part of its address.')
param name string

@description('Region.')
param location string

@description('Tags of every resource.')
param tags object

@description('Resource id of the identity that the app runs as.')
param identityId string

@description('Client id of the same identity.')
param identityClientId string

@description('Address of the container that the package is read from.')
param deploymentContainerUri string

@description('Megabytes of an instance; its share of processor time follows.')
@allowed([512, 2048, 4096])
param instanceMemoryMB int

@description('Instances at most, of each group of functions.')
@minValue(1)
@maxValue(1000)
param maximumInstanceCount int

@description('What is kept running.')
param alwaysReady alwaysReadyGroup[]

@description('True to spread instances over availability zones. Always-ready groups then have two instances at least.')
param zoneRedundant bool

@description('Resource id of the subnet that the app sends from; empty: straight to the internet.')
param subnetId string

@description('Connection string of Application Insights.')
param applicationInsightsConnectionString string

@description('Name of the storage account of host and Durable hub.')
param hubStorageName string

@description('Address of the app\'s tables.')
param tableServiceUri string

@description('Address of the app\'s blobs.')
param blobServiceUri string

@description('Host name of the Service Bus namespace.')
param serviceBusNamespace string

@description('Address of the Key Vault, with a slash at the end.')
param vaultUri string

@description('Names of the secrets that hold the app\'s keys, the signing one first.')
@minLength(1)
param accessKeyNames string[]

@description('Connection of the Durable Task Scheduler; empty: the hub lives in the storage account.')
param schedulerConnection string

@description('Settings of the app that are not connections, by their names.')
param appSettings object

@description('Where the site is reached, without a slash at the end; empty: at the app\'s own address.')
param siteUrl string

@description('Resource id of the Log Analytics workspace.')
param workspaceId string

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: planName
  location: location
  tags: tags
  kind: 'functionapp'
  sku: {
    name: 'FC1'
    tier: 'FlexConsumption'
  }
  properties: {
    reserved: true
    zoneRedundant: zoneRedundant
  }
}

resource app 'Microsoft.Web/sites@2025-03-01' = {
  name: name
  location: location
  // azd finds by this tag where the service of azure.yaml goes.
  tags: union(tags, { 'azd-service-name': 'api' })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identityId}': {}
    }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    publicNetworkAccess: 'Enabled'
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    // Secrets are read from Key Vault as this identity: the app has no other.
    keyVaultReferenceIdentity: identityId
    siteConfig: {
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      ftpsState: 'Disabled'
      http20Enabled: true
    }
    functionAppConfig: {
      runtime: {
        name: 'dotnet-isolated'
        version: '10.0'
      }
      deployment: {
        storage: {
          type: 'blobContainer'
          value: deploymentContainerUri
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identityId
          }
        }
      }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemoryMB
        maximumInstanceCount: maximumInstanceCount
        alwaysReady: [
          for group in alwaysReady: {
            name: group.name
            instanceCount: zoneRedundant ? max(group.instanceCount, 2) : group.instanceCount
          }
        ]
      }
    }
  }

  // Deployments come with Entra ID; user names and passwords for publishing are off.
  // The type knows no location, and the service has refused these without one.
  resource noScmPasswords 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    #disable-next-line BCP187
    location: location
    properties: {
      allow: false
    }
  }

  resource noFtpPasswords 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    #disable-next-line BCP187
    location: location
    properties: {
      allow: false
    }
  }
}

var url = empty(siteUrl) ? 'https://${app.properties.defaultHostName}' : siteUrl

// What the platform and the Azure libraries read.
var platformSettings = {
  // Storage of the host and, by the same connection, of the Durable hub: an account name and an identity instead of a connection string.
  AzureWebJobsStorage__accountName: hubStorageName
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsStorage__clientId: identityClientId
  // The trigger and the sender of mail share one connection.
  ServiceBus__fullyQualifiedNamespace: serviceBusNamespace
  ServiceBus__credential: 'managedidentity'
  ServiceBus__clientId: identityClientId
  // DefaultAzureCredential in the app: this identity, and no search for another.
  AZURE_CLIENT_ID: identityClientId
  AZURE_TOKEN_CREDENTIALS: 'ManagedIdentityCredential'
  // The site's own first page, not the host's.
  AzureWebJobsDisableHomepage: 'true'
  APPLICATIONINSIGHTS_CONNECTION_STRING: applicationInsightsConnectionString
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'Authorization=AAD;ClientId=${identityClientId}'
}

// Settings of this form override host.json, so that one package runs on either engine.
var schedulerSettings = empty(schedulerConnection) ? {} : {
  DURABLE_TASK_SCHEDULER_CONNECTION_STRING: schedulerConnection
  AzureFunctionsJobHost__extensions__durableTask__storageProvider__type: 'azureManaged'
  AzureFunctionsJobHost__extensions__durableTask__storageProvider__connectionStringName: 'DURABLE_TASK_SCHEDULER_CONNECTION_STRING'
}

var connectionSettings = {
  Storage__TableServiceUri: tableServiceUri
  Storage__BlobServiceUri: blobServiceUri
  Portal__BaseUrl: url
  Api__BaseUrl: url
}

// The first key signs, all verify: a new key is put in front of the list.
var keySettings = toObject(
  range(0, length(accessKeyNames)),
  i => 'Access__Keys__${i}',
  i => '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/${accessKeyNames[i]})'
)

resource settings 'Microsoft.Web/sites/config@2025-03-01' = {
  parent: app
  name: 'appsettings'
  properties: union(platformSettings, schedulerSettings, connectionSettings, keySettings, appSettings)
}

// Measures only: traces and logs go to Application Insights, and are paid once.
resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: app
  properties: {
    workspaceId: workspaceId
    metrics: [
      {
        category: 'AllMetrics'
        enabled: true
      }
    ]
  }
}

@description('Name of the app.')
output name string = app.name

@description('Where the site is reached, without a slash at the end.')
output siteUrl string = url
