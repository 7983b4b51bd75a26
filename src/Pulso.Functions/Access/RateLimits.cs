using System.Threading.RateLimiting;

namespace Pulso.Functions.Access;

/// <summary>Bounds the webhook requests of each tenant, so that one cannot crowd out the others: a token bucket per tenant and instance.</summary>
public sealed class RateLimits(Deployment deployment) : IDisposable
{
    private readonly PartitionedRateLimiter<string> limiter = PartitionedRateLimiter.Create<string, string>(
        tenant => RateLimitPartition.GetTokenBucketLimiter(tenant, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = deployment.RequestsPerSecond * 2,
            TokensPerPeriod = deployment.RequestsPerSecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            QueueLimit = 0,
        }));

    /// <returns>False when the tenant has sent too many requests in the last second.</returns>
    public bool Allow(string tenant)
    {
        using var lease = limiter.AttemptAcquire(tenant);
        return lease.IsAcquired;
    }

    public void Dispose() => limiter.Dispose();
}
