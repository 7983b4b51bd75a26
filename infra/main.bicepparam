// What `azd` passes on from its environment (`azd env set NAME value`); infra/environments is for `az deployment sub create`.
using 'main.bicep'

param environmentName = readEnvironmentVariable('AZURE_ENV_NAME')
param location = readEnvironmentVariable('AZURE_LOCATION')
param stage = readEnvironmentVariable('PULSO_STAGE', 'dev')
param adminKey = readEnvironmentVariable('PULSO_ADMIN_KEY', '')
param pseudonymKey = readEnvironmentVariable('PULSO_PSEUDONYM_KEY', '')
param alertEmail = readEnvironmentVariable('PULSO_ALERT_EMAIL', '')
param monthlyBudget = int(readEnvironmentVariable('PULSO_MONTHLY_BUDGET', '0'))
param privateNetwork = bool(readEnvironmentVariable('PULSO_PRIVATE_NETWORK', 'false'))
param dashboardClientId = readEnvironmentVariable('PULSO_DASHBOARD_CLIENT_ID', '')
