// Pulso on Azure: one resource group with everything in it. `azd up` asks for the environment's name and its location.
targetScope = 'subscription'

@description('Names the environment, and all that is in it.')
@minLength(1)
@maxLength(24)
param environmentName string

@description('Where it lies.')
param location string

@description('How large it is, and what it is protected against.')
@allowed(['dev', 'test', 'prod'])
param stage string = 'dev'

@description('The first admin key, at least 16 characters. Given once; left empty, the one in Key Vault stays.')
@secure()
param adminKey string = ''

@description('Base64 of at least 32 random bytes, from which pseudonyms derive. Given once; never replaced, only followed by another one (docs/privacy.md).')
@secure()
param pseudonymKey string = ''

@description('Who is told of alarms; nobody if left empty.')
param alertEmail string = ''

@description('What the resource group may cost in a month, in the currency of the subscription, before somebody is told; 0 for no budget.')
param monthlyBudget int = 0

@description('The first day of the budget: the first of a month.')
param budgetStart string = utcNow('yyyy-MM-01')

@description('Puts storage, queue and vault behind private endpoints. Needs the Premium tier of Service Bus.')
param privateNetwork bool = false

@description('The Entra application that people sign in with to see the dashboard (Easy Auth); none if left empty.')
param dashboardClientId string = ''

@description('Partitions of a tenant. Never changed with data in place.')
@minValue(1)
@maxValue(4096)
param partitions int = 256

@description('Queue sessions of a tenant: each takes a thousand events a second, and the fewer events each has, the more an event costs (docs/cost.md). Never changed with data in place.')
@minValue(1)
@maxValue(256)
param sessions int = 2

@description('Webhook requests a second, per tenant and instance.')
param requestsPerSecond int = 500

@description('Accepted events wait for the turn of their session, once in so many seconds: figures are later for it by that and a second at most, and a million events cost a fraction (docs/cost.md, docs/scale.md).')
@minValue(0)
@maxValue(60)
param gatherSeconds int = 5

var sizes = {
  dev: { storageSku: 'Standard_LRS', maximumInstances: 40, alwaysReady: 0, retentionDays: 7, logDays: 30, purgeProtection: false }
  test: { storageSku: 'Standard_LRS', maximumInstances: 40, alwaysReady: 0, retentionDays: 7, logDays: 30, purgeProtection: false }
  prod: { storageSku: 'Standard_ZRS', maximumInstances: 100, alwaysReady: 1, retentionDays: 35, logDays: 90, purgeProtection: true }
}
var size = sizes[stage]
var tags = { 'azd-env-name': environmentName, stage: stage }
var suffix = uniqueString(subscription().id, environmentName, location)

resource group 'Microsoft.Resources/resourceGroups@2024-03-01' = {
  name: 'rg-pulso-${environmentName}'
  location: location
  tags: tags
}

module identity 'modules/identity.bicep' = {
  scope: group
  name: 'identity'
  params: {
    name: 'id-pulso-${suffix}'
    location: location
    tags: tags
  }
}

module monitoring 'modules/monitoring.bicep' = {
  scope: group
  name: 'monitoring'
  params: {
    suffix: suffix
    location: location
    tags: tags
    logDays: size.logDays
    principalId: identity.outputs.principalId
  }
}

module storage 'modules/storage.bicep' = {
  scope: group
  name: 'storage'
  params: {
    name: 'stpulso${suffix}'
    location: location
    tags: tags
    sku: size.storageSku
    retentionDays: size.retentionDays
    isPrivate: privateNetwork
    principalId: identity.outputs.principalId
    workspaceId: monitoring.outputs.workspaceId
  }
}

module queue 'modules/servicebus.bicep' = {
  scope: group
  name: 'queue'
  params: {
    name: 'sb-pulso-${suffix}'
    location: location
    tags: tags
    isPrivate: privateNetwork
    principalId: identity.outputs.principalId
    workspaceId: monitoring.outputs.workspaceId
  }
}

module vault 'modules/vault.bicep' = {
  scope: group
  name: 'vault'
  params: {
    name: 'kv-${suffix}'
    location: location
    tags: tags
    adminKey: adminKey
    pseudonymKey: pseudonymKey
    purgeProtection: size.purgeProtection
    isPrivate: privateNetwork
    principalId: identity.outputs.principalId
    workspaceId: monitoring.outputs.workspaceId
  }
}

module network 'modules/network.bicep' = if (privateNetwork) {
  scope: group
  name: 'network'
  params: {
    suffix: suffix
    location: location
    tags: tags
    storageId: storage.outputs.id
    serviceBusId: queue.outputs.id
    vaultId: vault.outputs.id
  }
}

module app 'modules/function.bicep' = {
  scope: group
  name: 'app'
  params: {
    name: 'func-pulso-${suffix}'
    location: location
    tags: tags
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    storageName: storage.outputs.name
    packageContainer: storage.outputs.packageContainer
    serviceBusNamespace: queue.outputs.fullyQualifiedNamespace
    queueName: queue.outputs.queueName
    alertTopicName: queue.outputs.alertTopicName
    vaultUri: vault.outputs.uri
    applicationInsightsConnectionString: monitoring.outputs.connectionString
    maximumInstances: size.maximumInstances
    alwaysReady: size.alwaysReady
    partitions: partitions
    sessions: sessions
    requestsPerSecond: requestsPerSecond
    gatherSeconds: gatherSeconds
    subnetId: privateNetwork ? network!.outputs.appSubnetId : ''
    dashboardClientId: dashboardClientId
  }
}

module alerts 'modules/alerts.bicep' = {
  scope: group
  name: 'alerts'
  params: {
    suffix: suffix
    location: location
    tags: tags
    email: alertEmail
    workspaceId: monitoring.outputs.workspaceId
    applicationInsightsId: monitoring.outputs.applicationInsightsId
    storageId: storage.outputs.id
    serviceBusId: queue.outputs.id
    healthUrl: '${app.outputs.url}/api/health'
  }
}

module budget 'modules/budget.bicep' = if (monthlyBudget > 0) {
  scope: group
  name: 'budget'
  params: {
    amount: monthlyBudget
    start: budgetStart
    email: alertEmail
    actionGroupId: alerts.outputs.actionGroupId
  }
}

output AZURE_RESOURCE_GROUP string = group.name
output PULSO_URL string = app.outputs.url
output PULSO_VAULT string = vault.outputs.name
output SERVICE_APP_NAME string = app.outputs.name
