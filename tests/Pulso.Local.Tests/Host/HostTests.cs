using System.Net;
using System.Text;
using Azure.Messaging.ServiceBus;
using Microsoft.AspNetCore.Builder;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pulso.Local.Tests.Queue;

namespace Pulso.Local.Tests.Host;

public sealed class HostTests : IAsyncLifetime
{
    private readonly TemporaryQueue _queue = new();
    private readonly Told _told = new();
    private readonly IHost _host;
    private readonly HttpClient _http;

    public HostTests()
    {
        var builder = FunctionsApplication.CreateBuilder(
        [
            "--urls=http://127.0.0.1:0",
            "--SampleBus=" + _queue.ConnectionString,
            "--SampleQueue=" + TemporaryQueue.Name,
            "--SampleSchedule=0 0 0 29 2 *",
        ]);
        builder.ConfigureFunctionsWebApplication();
        builder.FunctionClasses = [typeof(SampleFunctions)];
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(_told);
        _host = builder.Build();
        _http = new HttpClient();
    }

    public async Task InitializeAsync()
    {
        await _host.StartAsync();
        _http.BaseAddress = new Uri(((WebApplication)_host).Urls.Single());
        Assert.Equal("tick False", await _told.NextAsync());
    }

    public async Task DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        _http.Dispose();
        _queue.Dispose();
    }

    [Fact]
    public async Task A_request_reaches_the_function_with_its_route_values_and_body()
    {
        using var content = new StringContent("hello", Encoding.UTF8);
        using var response = await _http.PostAsync(new Uri("api/acme/echo/7", UriKind.Relative), content);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("""{"tenant":"acme","id":"7","body":"hello"}""", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Functions_share_a_route_by_method_and_other_methods_are_not_allowed()
    {
        using var read = await _http.GetAsync(new Uri("api/acme/echo?a=1", UriKind.Relative));
        using var put = await _http.PutAsync(new Uri("api/acme/echo", UriKind.Relative), null);
        using var nowhere = await _http.GetAsync(new Uri("api/nowhere", UriKind.Relative));

        Assert.Equal((203, "acme?a=1"), ((int)read.StatusCode, await read.Content.ReadAsStringAsync()));
        Assert.Equal((HttpStatusCode.MethodNotAllowed, HttpStatusCode.NotFound), (put.StatusCode, nowhere.StatusCode));
    }

    [Fact]
    public async Task An_exception_is_a_500_that_says_nothing()
    {
        using var response = await _http.GetAsync(new Uri("api/fails", UriKind.Relative));

        Assert.Equal((HttpStatusCode.InternalServerError, ""), (response.StatusCode, await response.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task A_batch_is_completed_when_the_function_returns_and_what_it_dead_lettered_is_left_alone()
    {
        await _queue.SendAsync("s", "1", "poison", "2");
        Assert.Equal("s: 1,poison,2 (1)", await _told.NextAsync());
        await _queue.SendAsync("s", "3");
        Assert.Equal("s: 3 (1)", await _told.NextAsync());
        await _host.StopAsync();

        await using var client = new ServiceBusClient(_queue.ConnectionString, new ServiceBusClientOptions());
        Assert.Empty(await client.CreateReceiver(TemporaryQueue.Name, new ServiceBusReceiverOptions()).PeekMessagesAsync(10));
        var dead = client.CreateReceiver(TemporaryQueue.Name, new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });
        Assert.Equal("poison", (await dead.PeekMessagesAsync(10)).Single().DeadLetterReason);
    }

    [Fact]
    public async Task An_exception_abandons_the_batch_and_it_comes_again()
    {
        await _queue.SendAsync("s", "fail once", "2");

        Assert.Equal("s: fail once,2 (1)", await _told.NextAsync());
        Assert.Equal("s: fail once,2 (2)", await _told.NextAsync());
    }

    [Fact]
    public void A_parameter_that_can_have_no_value_stops_the_start()
    {
        var builder = FunctionsApplication.CreateBuilder([]);
        builder.FunctionClasses = [typeof(Unbound)];

        Assert.Contains("'number'", Assert.Throws<InvalidOperationException>(builder.Build).Message, StringComparison.Ordinal);
    }

    public sealed class Unbound
    {
        [Microsoft.Azure.Functions.Worker.Function("unbound")]
        public static Task Run([Microsoft.Azure.Functions.Worker.HttpTrigger(Microsoft.Azure.Functions.Worker.AuthorizationLevel.Anonymous)] int number) =>
            Task.FromResult(number);
    }
}
