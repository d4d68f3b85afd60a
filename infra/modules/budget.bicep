// Tells somebody before the month's bill does. It stops nothing.

@description('Name of the budget.')
param name string

@description('What the resource group may cost a month, in the currency of the subscription.')
@minValue(1)
param amount int

@description('First day of the month from which it counts: 2027-01-01. It cannot be changed later.')
param startDate string

@description('Who is told.')
param contactEmails string[]

resource budget 'Microsoft.Consumption/budgets@2024-08-01' = {
  name: name
  properties: {
    category: 'Cost'
    amount: amount
    timeGrain: 'Monthly'
    timePeriod: {
      startDate: startDate
    }
    notifications: {
      spentFourFifths: {
        enabled: true
        operator: 'GreaterThanOrEqualTo'
        threshold: 80
        thresholdType: 'Actual'
        contactEmails: contactEmails
      }
      willExceed: {
        enabled: true
        operator: 'GreaterThan'
        threshold: 100
        thresholdType: 'Forecasted'
        contactEmails: contactEmails
      }
    }
  }
}
