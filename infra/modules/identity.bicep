// The one identity that the app runs as. User-assigned, so that it exists, with its roles, before the app does, and outlives it.

@description('Name of the identity.')
param name string

@description('Region.')
param location string

@description('Tags of every resource.')
param tags object

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: name
  location: location
  tags: tags
}

@description('Resource id: what the function app is given.')
output id string = identity.id

@description('Client id: by which code and host name this identity when they ask for a token.')
output clientId string = identity.properties.clientId

@description('Object id: what roles are granted to.')
output principalId string = identity.properties.principalId
