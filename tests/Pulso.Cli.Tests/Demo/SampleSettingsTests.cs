using Pulso.Cli.Replays;
using Pulso.Kpis;

namespace Pulso.Cli.Tests.Demo;

public sealed class SampleSettingsTests
{
    [Theory]
    [InlineData("demo.settings.json", "demo")]
    [InlineData("minimal.settings.json", "acme")]
    public void A_sample_is_right_and_its_sources_share_the_default_secret_of_replay(string file, string tenant)
    {
        var settings = CountedDay.Sample(file);

        Assert.Equal(tenant, settings.Tenant);
        Assert.All(settings.Sources, source => Assert.Equal([Replay.SampleSecret], source.Secrets));
        Assert.Equal("America/Bogota", Assert.Single(settings.Versions).Calendar.Zone.Id);
    }

    [Fact]
    public void The_goals_of_the_demonstration_are_about_figures_of_the_catalogue() =>
        Assert.All(CountedDay.Sample("demo.settings.json").Versions[0].Goals, goal => Assert.NotNull(Catalogue.Find(goal.Kpi)));
}
