using Azure;
using Pulso.Functions.Storage;

namespace Pulso.Functions.Tests.Storage;

/// <summary>What trying again later may cure, and what is a fault of the event.</summary>
public sealed class OutageTests
{
    [Theory]
    [InlineData(401)] // a role that is missing must not empty the queue
    [InlineData(403)]
    [InlineData(412)]
    [InlineData(503)]
    public void The_store_may_take_it_later(int status) => Assert.True(Outage.Is(new RequestFailedException(status, "no")));

    [Theory]
    [InlineData(400)]
    [InlineData(413)]
    public void The_store_will_never_take_it(int status) => Assert.False(Outage.Is(new RequestFailedException(status, "no")));
}
