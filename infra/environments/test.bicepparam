// As production, but small.
using '../main.bicep'

param environmentName = 'test'
param location = readEnvironmentVariable('AZURE_LOCATION', 'westeurope')
param stage = 'test'
param adminKey = readEnvironmentVariable('PULSO_ADMIN_KEY', '')
param pseudonymKey = readEnvironmentVariable('PULSO_PSEUDONYM_KEY', '')
param alertEmail = readEnvironmentVariable('PULSO_ALERT_EMAIL', '')
param monthlyBudget = 100
param privateNetwork = false
