// What wakes somebody. Each alert says in its description what it means and what to look at; the day-two page says what to do.
// The names of measures (asi.…) are those of functions/AsiFunctions/Telemetry.cs.

@description('Begins the name of every alert.')
param namePrefix string

@description('Region.')
param location string

@description('Tags of every resource.')
param tags object

@description('Who is told, as mailboxes. None: alerts show in the portal only.')
param contactEmails string[]

@description('Resource id of the Log Analytics workspace.')
param workspaceId string

@description('Resource id of Application Insights.')
param componentId string

@description('Resource id of the Service Bus namespace.')
param serviceBusId string

@description('Name of the queue.')
param queueName string

@description('Address of the site, without a slash at the end.')
param siteUrl string

@description('Minutes since the dashboard\'s last roll-up after which it is too old. It runs every five.')
@minValue(10)
param rollUpMinutes int

@description('Outbox entries that the sweep may take over in an hour before it is a sign. A few after a deployment are not.')
@minValue(0)
param sweptAnHour int

var logAlerts = [
  {
    name: 'failed-orchestrations'
    description: 'Orchestrations failed. Their cases are safe, and the sweep starts them afresh; one that fails again and again needs a person.'
    severity: 1
    query: 'AppTraces | where Message has "failed with an error" and Message has "(Orchestrator)"'
    threshold: 0
    windowSize: 'PT15M'
    evaluationFrequency: 'PT5M'
  }
  {
    name: 'sweep-repairs'
    description: 'The daily comparisons found what should have been running, or counted, and was not. It is mended; why it was so is not.'
    severity: 2
    query: 'AppMetrics | where Name == "asi.cases.mended" | summarize Mended = sum(Sum) | where Mended > 0'
    threshold: 0
    windowSize: 'PT1H'
    evaluationFrequency: 'PT1H'
  }
  {
    name: 'outbox-left-behind'
    description: 'The sweep does the work of the relay: wake-ups or mail do not leave when they should.'
    severity: 2
    query: 'AppMetrics | where Name == "asi.outbox.swept" | summarize Swept = sum(Sum) | where Swept > ${sweptAnHour}'
    threshold: 0
    windowSize: 'PT1H'
    evaluationFrequency: 'PT15M'
  }
  {
    name: 'roll-up-age'
    description: 'The dashboard has not been rolled up for ${rollUpMinutes} minutes or more: what it shows is old.'
    severity: 2
    // One row even where nothing was ever measured, so that silence is an alert too.
    query: 'AppMetrics | where Name == "asi.dashboard.rollups" | summarize At = max(TimeGenerated) | where isnull(At) or At < ago(${rollUpMinutes}m)'
    threshold: 0
    windowSize: 'P1D'
    evaluationFrequency: 'PT15M'
  }
  {
    name: 'errors'
    description: 'App or host logged errors: poisoned outbox entries, answers 500, procedures that refuse what is due, mails that cannot be written.'
    severity: 2
    query: 'union AppTraces, AppExceptions | where SeverityLevel >= 3'
    threshold: 0
    windowSize: 'PT15M'
    evaluationFrequency: 'PT15M'
  }
]

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: '${namePrefix}-operators'
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'asi-ops'
    enabled: true
    emailReceivers: [
      for (address, i) in contactEmails: {
        name: 'mailbox-${i}'
        emailAddress: address
        useCommonAlertSchema: true
      }
    ]
  }
}

resource logRules 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for alert in logAlerts: {
    name: '${namePrefix}-${alert.name}'
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: '${namePrefix}: ${alert.name}'
      description: alert.description
      severity: alert.severity
      enabled: true
      scopes: [workspaceId]
      evaluationFrequency: alert.evaluationFrequency
      windowSize: alert.windowSize
      criteria: {
        allOf: [
          {
            query: alert.query
            timeAggregation: 'Count'
            operator: 'GreaterThan'
            threshold: alert.threshold
            failingPeriods: {
              numberOfEvaluationPeriods: 1
              minFailingPeriodsToAlert: 1
            }
          }
        ]
      }
      // The tables of a workspace exist from the first telemetry on; the rules are there before it.
      skipQueryValidation: true
      autoMitigate: true
      actions: {
        actionGroups: [people.id]
      }
    }
  }
]

// A message that nobody could read or store waits for a person. Service Bus tells the number itself.
resource deadLetters 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: '${namePrefix}-dead-letters'
  location: 'global'
  tags: tags
  properties: {
    description: 'Messages lie in the dead-letter queue of ${queueName}: mail that did not leave.'
    severity: 1
    enabled: true
    scopes: [serviceBusId]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          name: 'dead-letters'
          criterionType: 'StaticThresholdCriterion'
          metricNamespace: 'Microsoft.ServiceBus/namespaces'
          metricName: 'DeadletteredMessages'
          dimensions: [
            {
              name: 'EntityName'
              operator: 'Include'
              values: [queueName]
            }
          ]
          timeAggregation: 'Maximum'
          operator: 'GreaterThan'
          threshold: 0
        }
      ]
    }
    autoMitigate: true
    actions: [
      {
        actionGroupId: people.id
      }
    ]
  }
}

// From outside, as a visitor would: the site answers, and reaches its tables.
resource readiness 'Microsoft.Insights/webtests@2022-06-15' = {
  name: '${namePrefix}-readiness'
  location: location
  tags: union(tags, { 'hidden-link:${componentId}': 'Resource' })
  kind: 'standard'
  properties: {
    SyntheticMonitorId: '${namePrefix}-readiness'
    Name: '${namePrefix}-readiness'
    Enabled: true
    Kind: 'standard'
    Frequency: 300
    Timeout: 30
    RetryEnabled: true
    Locations: [
      {
        Id: 'emea-nl-ams-azr'
      }
      {
        Id: 'emea-gb-db3-azr'
      }
      {
        Id: 'us-va-ash-azr'
      }
    ]
    Request: {
      RequestUrl: '${siteUrl}/api/ready'
      HttpVerb: 'GET'
      ParseDependentRequests: false
      FollowRedirects: false
    }
    ValidationRules: {
      ExpectedHttpStatusCode: 200
      SSLCheck: true
      SSLCertRemainingLifetimeCheck: 7
    }
  }
}

resource notReady 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: '${namePrefix}-not-ready'
  location: 'global'
  tags: tags
  properties: {
    description: 'The site does not answer, or cannot reach its tables, as seen from two places or more.'
    severity: 0
    enabled: true
    scopes: [readiness.id, componentId]
    evaluationFrequency: 'PT1M'
    windowSize: 'PT5M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.WebtestLocationAvailabilityCriteria'
      webTestId: readiness.id
      componentId: componentId
      failedLocationCount: 2
    }
    autoMitigate: true
    actions: [
      {
        actionGroupId: people.id
      }
    ]
  }
}
