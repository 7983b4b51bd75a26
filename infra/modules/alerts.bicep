// The alarms. docs/runbook.md says of each what it means and what to do; docs/telemetry.md lists the metrics that the queries name.
param suffix string
param location string
param tags object
param email string
param workspaceId string
param applicationInsightsId string
param storageId string
param serviceBusId string
param healthUrl string

var metricAlarms = [
  {
    name: 'dead-letters'
    severity: 2
    scope: serviceBusId
    namespace: 'Microsoft.ServiceBus/namespaces'
    metric: 'DeadletteredMessages'
    aggregation: 'Maximum'
    threshold: 0
    window: 'PT5M'
    dimension: 'EntityName'
    values: ['events', 'events-backfill']
  }
  {
    name: 'queue-grows'
    severity: 2
    scope: serviceBusId
    namespace: 'Microsoft.ServiceBus/namespaces'
    metric: 'ActiveMessages'
    aggregation: 'Minimum'
    threshold: 5000
    window: 'PT15M'
    dimension: 'EntityName'
    values: ['events']
  }
  {
    name: 'queue-throttled'
    severity: 3
    scope: serviceBusId
    namespace: 'Microsoft.ServiceBus/namespaces'
    metric: 'ThrottledRequests'
    aggregation: 'Total'
    threshold: 100
    window: 'PT15M'
    dimension: 'OperationResult'
    values: ['*']
  }
  {
    name: 'storage-throttled'
    severity: 3
    scope: storageId
    namespace: 'Microsoft.Storage/storageAccounts'
    metric: 'Transactions'
    aggregation: 'Total'
    threshold: 100
    window: 'PT15M'
    dimension: 'ResponseType'
    values: ['ServerBusyError', 'ClientThrottlingError', 'ServerTimeoutError']
  }
]

var queryAlarms = [
  {
    name: 'oldest-message'
    severity: 2
    query: 'AppMetrics | where Name == "pulso.session.lag" | summarize Value = max(Max) by bin(TimeGenerated, 5m)'
    threshold: 300
  }
  {
    name: 'cursor-lag'
    severity: 2
    query: 'AppMetrics | where Name == "pulso.cursor.lag" and tostring(Properties.cursor) != "aggregate-backfill" | summarize Value = max(Max) by bin(TimeGenerated, 5m)'
    threshold: 3600
  }
  {
    name: 'unauthorized'
    severity: 3
    query: 'AppRequests | summarize Refused = countif(ResultCode == "401"), All = count() by bin(TimeGenerated, 5m) | where All >= 100 | project TimeGenerated, Value = 100.0 * Refused / All'
    threshold: 20
  }
  {
    name: 'silent-source'
    severity: 2
    query: 'AppMetrics | where Name == "pulso.sources.silent" | summarize Value = sum(Sum) by bin(TimeGenerated, 5m)'
    threshold: 0
  }
  {
    name: 'failing-functions'
    severity: 2
    query: 'AppRequests | where Success == false and toint(ResultCode) !between (400 .. 499) | summarize Value = count() by bin(TimeGenerated, 5m)'
    threshold: 20
  }
]

resource group 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: 'ag-pulso-${suffix}'
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'pulso'
    enabled: true
    emailReceivers: empty(email) ? [] : [{ name: 'operator', emailAddress: email, useCommonAlertSchema: true }]
  }
}

resource metrics 'Microsoft.Insights/metricAlerts@2018-03-01' = [
  for alarm in metricAlarms: {
    name: 'pulso-${alarm.name}-${suffix}'
    location: 'global'
    tags: tags
    properties: {
      description: 'docs/runbook.md#${alarm.name}'
      severity: alarm.severity
      enabled: true
      scopes: [alarm.scope]
      evaluationFrequency: 'PT5M'
      windowSize: alarm.window
      criteria: {
        'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
        allOf: [
          {
            criterionType: 'StaticThresholdCriterion'
            name: alarm.name
            metricNamespace: alarm.namespace
            metricName: alarm.metric
            operator: 'GreaterThan'
            threshold: alarm.threshold
            timeAggregation: alarm.aggregation
            dimensions: [{ name: alarm.dimension, operator: 'Include', values: alarm.values }]
          }
        ]
      }
      actions: [{ actionGroupId: group.id }]
    }
  }
]

resource queries 'Microsoft.Insights/scheduledQueryRules@2022-06-15' = [
  for alarm in queryAlarms: {
    name: 'pulso-${alarm.name}-${suffix}'
    location: location
    tags: tags
    properties: {
      description: 'docs/runbook.md#${alarm.name}'
      severity: alarm.severity
      enabled: true
      scopes: [workspaceId]
      evaluationFrequency: 'PT5M'
      windowSize: 'PT15M'
      criteria: {
        allOf: [
          {
            query: alarm.query
            timeAggregation: 'Maximum'
            metricMeasureColumn: 'Value'
            operator: 'GreaterThan'
            threshold: alarm.threshold
            failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
          }
        ]
      }
      actions: { actionGroups: [group.id] }
    }
  }
]

// Asks for the app's health from outside, every five minutes: 503 when it is degraded.
resource health 'Microsoft.Insights/webtests@2022-06-15' = {
  name: 'pulso-health-${suffix}'
  location: location
  tags: union(tags, { 'hidden-link:${applicationInsightsId}': 'Resource' })
  kind: 'standard'
  properties: {
    Name: 'pulso-health'
    SyntheticMonitorId: 'pulso-health-${suffix}'
    Kind: 'standard'
    Enabled: true
    Frequency: 300
    Timeout: 30
    RetryEnabled: true
    Locations: [{ Id: 'emea-nl-ams-azr' }, { Id: 'us-va-ash-azr' }, { Id: 'apac-sg-sin-azr' }]
    Request: { RequestUrl: healthUrl, HttpVerb: 'GET' }
    ValidationRules: { ExpectedHttpStatusCode: 200 }
  }
}

resource unhealthy 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: 'pulso-unhealthy-${suffix}'
  location: 'global'
  tags: tags
  properties: {
    description: 'docs/runbook.md#unhealthy'
    severity: 1
    enabled: true
    scopes: [health.id, applicationInsightsId]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.WebtestLocationAvailabilityCriteria'
      webTestId: health.id
      componentId: applicationInsightsId
      failedLocationCount: 2
    }
    actions: [{ actionGroupId: group.id }]
  }
}

output actionGroupId string = group.id
