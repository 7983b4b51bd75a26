namespace Pulso.Bench.Running;

/// <summary>What a deployment has by itself (<c>infra/main.bicep</c>), where it is not what the app has by itself.</summary>
internal static class Deployed
{
    /// <summary>How often a session has its turn.</summary>
    public const int GatherSeconds = 5;

    /// <summary>Queue sessions of a tenant.</summary>
    public const int Sessions = 2;

    /// <summary>As many batches at once as there may be instances.</summary>
    public const int Instances = 100;
}
