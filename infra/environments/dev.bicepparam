// Cheap, and gone when it is deleted.
using '../main.bicep'

param environmentName = 'dev'
param location = readEnvironmentVariable('AZURE_LOCATION', 'westeurope')
param stage = 'dev'
param adminKey = readEnvironmentVariable('PULSO_ADMIN_KEY', '')
param pseudonymKey = readEnvironmentVariable('PULSO_PSEUDONYM_KEY', '')
param alertEmail = readEnvironmentVariable('PULSO_ALERT_EMAIL', '')
param monthlyBudget = 50
param privateNetwork = false
