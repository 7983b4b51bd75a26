namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Builds a host that runs the functions of the entry assembly on this machine.</summary>
public class FunctionsApplicationBuilder : IHostApplicationBuilder
{
    private readonly WebApplicationBuilder _builder;

    internal FunctionsApplicationBuilder(string[] args)
    {
        LocalSettings.Apply();
        KillPoint.Listen();
        _builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = System.Environment.GetEnvironmentVariable("AZURE_FUNCTIONS_ENVIRONMENT") ?? Environments.Development,
        });
        if (string.IsNullOrEmpty(Configuration[WebHostDefaults.ServerUrlsKey])) _builder.WebHost.UseUrls("http://127.0.0.1:7071");

        // The caps are the app's own, as behind the real host.
        _builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = null);
        Services.AddMvcCore();
        Logging.AddSimpleConsole(console => console.SingleLine = true);
        Logging.AddFilter("Microsoft", LogLevel.Warning);
    }

    public ConfigurationManager Configuration => _builder.Configuration;
    public IHostEnvironment Environment => _builder.Environment;
    public ILoggingBuilder Logging => _builder.Logging;
    public IServiceCollection Services => _builder.Services;
    IConfigurationManager IHostApplicationBuilder.Configuration => Configuration;
    IMetricsBuilder IHostApplicationBuilder.Metrics => _builder.Metrics;
    IDictionary<object, object> IHostApplicationBuilder.Properties => ((IHostApplicationBuilder)_builder).Properties;
    internal IEnumerable<Type> FunctionClasses { get; set; } = Assembly.GetEntryAssembly()?.GetExportedTypes() ?? [];

    /// <summary>Also sees to it that the storage named by <c>AzureWebJobsStorage</c> answers, if it is on this machine.</summary>
    public IHost Build()
    {
        Azurite.Ensure(Configuration["AzureWebJobsStorage"]);
        if (Configuration["LOCAL_CLOCK"] is { } clock) Services.AddSingleton<TimeProvider>(new MovedClock(clock));
        var functions = FunctionMethod.In(FunctionClasses);
        var hostJson = HostJson.Read(AppContext.BaseDirectory);
        foreach (var function in functions.Where(function => function.Trigger is not HttpTriggerAttribute))
        {
            Services.AddSingleton<IHostedService>(services => function.Trigger is ServiceBusTriggerAttribute queue
                ? new QueueListener(function, queue, hostJson, Configuration, services)
                : new TimerLoop(function, (TimerTriggerAttribute)function.Trigger, hostJson, Configuration, services));
        }

        var app = _builder.Build();
        var loggers = app.Services.GetRequiredService<ILoggerFactory>();
        foreach (var function in functions)
        {
            if (function.Trigger is HttpTriggerAttribute http) new HttpEndpoint(function, http, hostJson, loggers).Map(app);
        }

        app.Lifetime.ApplicationStarted.Register(() => Banner.Print(functions, hostJson, app));
        return app;
    }

    void IHostApplicationBuilder.ConfigureContainer<TContainerBuilder>(
        IServiceProviderFactory<TContainerBuilder> factory, Action<TContainerBuilder>? configure) =>
        ((IHostApplicationBuilder)_builder).ConfigureContainer(factory, configure);
}

public static class FunctionsApplication
{
    public static FunctionsApplicationBuilder CreateBuilder(string[] args) => new(args);
}

/// <summary>The ASP.NET Core integration, without which this host does not come.</summary>
public static class FunctionsApplicationBuilderAspNetCoreExtensions
{
    public static FunctionsApplicationBuilder ConfigureFunctionsWebApplication(this FunctionsApplicationBuilder builder) => builder;
}
