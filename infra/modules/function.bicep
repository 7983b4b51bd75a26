// The app on Flex Consumption, with its settings. Every name below is one that the code reads; a test compares both.
param name string
param location string
param tags object
param identityId string
param identityClientId string
param storageName string
param packageContainer string
param serviceBusNamespace string
param queueName string
param alertTopicName string
param vaultUri string
param applicationInsightsConnectionString string
param maximumInstances int
param alwaysReady int
param partitions int
param sessions int
param requestsPerSecond int
param gatherSeconds int
param subnetId string
param dashboardClientId string

resource storage 'Microsoft.Storage/storageAccounts@2023-05-01' existing = {
  name: storageName
}

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: 'plan-${name}'
  location: location
  tags: tags
  kind: 'functionapp'
  sku: {
    name: 'FC1'
    tier: 'FlexConsumption'
  }
  properties: { reserved: true }
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: name
  location: location
  tags: union(tags, { 'azd-service-name': 'app' })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identityId}': {} }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    keyVaultReferenceIdentity: identityId
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: '${storage.properties.primaryEndpoints.blob}${packageContainer}'
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identityId
          }
        }
      }
      runtime: {
        name: 'dotnet-isolated'
        version: '10.0'
      }
      scaleAndConcurrency: {
        instanceMemoryMB: 2048
        maximumInstanceCount: maximumInstances
        alwaysReady: alwaysReady == 0 ? [] : [{ name: 'http', instanceCount: alwaysReady }, { name: 'function:aggregate', instanceCount: alwaysReady }]
      }
    }
    siteConfig: { minTlsVersion: '1.2' }
  }
}

resource settings 'Microsoft.Web/sites/config@2024-04-01' = {
  parent: app
  name: 'appsettings'
  properties: {
    AzureWebJobsStorage__blobServiceUri: storage.properties.primaryEndpoints.blob
    AzureWebJobsStorage__tableServiceUri: storage.properties.primaryEndpoints.table
    AzureWebJobsStorage__credential: 'managedidentity'
    AzureWebJobsStorage__clientId: identityClientId
    ServiceBus__fullyQualifiedNamespace: serviceBusNamespace
    ServiceBus__credential: 'managedidentity'
    ServiceBus__clientId: identityClientId
    APPLICATIONINSIGHTS_CONNECTION_STRING: applicationInsightsConnectionString
    APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identityClientId};Authorization=AAD'
    Pulso__Queue: queueName
    Pulso__AlertsQueue: alertTopicName
    Pulso__AdminKey: '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/admin-key/)'
    Pulso__PseudonymKey: '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/pseudonym-key/)'
    Pulso__Partitions: string(partitions)
    Pulso__Sessions: string(sessions)
    Pulso__TrustPlatformSignIn: string(!empty(dashboardClientId))
    Pulso__RequestsPerSecond: string(requestsPerSecond)
    Pulso__GatherSeconds: string(gatherSeconds)
  }
}

// People sign in for the dashboard alone; webhooks and keys are let through, and the app checks them itself.
resource signIn 'Microsoft.Web/sites/config@2024-04-01' = if (!empty(dashboardClientId)) {
  parent: app
  name: 'authsettingsV2'
  properties: {
    globalValidation: {
      requireAuthentication: false
      unauthenticatedClientAction: 'AllowAnonymous'
    }
    identityProviders: {
      azureActiveDirectory: {
        enabled: true
        registration: {
          clientId: dashboardClientId
          openIdIssuer: '${environment().authentication.loginEndpoint}${subscription().tenantId}/v2.0'
        }
      }
    }
    login: { tokenStore: { enabled: false } }
  }
}

output name string = app.name
output url string = 'https://${app.properties.defaultHostName}'
