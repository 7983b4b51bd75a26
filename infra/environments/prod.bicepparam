// Zone-redundant storage, an instance always ready, private endpoints, five weeks to take anything back.
using '../main.bicep'

param environmentName = 'prod'
param location = readEnvironmentVariable('AZURE_LOCATION', 'westeurope')
param stage = 'prod'
param adminKey = readEnvironmentVariable('PULSO_ADMIN_KEY', '')
param pseudonymKey = readEnvironmentVariable('PULSO_PSEUDONYM_KEY', '')
param alertEmail = readEnvironmentVariable('PULSO_ALERT_EMAIL', '')
param monthlyBudget = 1000
param privateNetwork = true
