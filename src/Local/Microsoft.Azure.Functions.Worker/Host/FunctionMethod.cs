namespace Microsoft.Azure.Functions.Worker.Host;

/// <summary>A public method with <see cref="FunctionAttribute"/>, and the trigger on one of its parameters.</summary>
internal sealed class FunctionMethod
{
    private readonly MethodInfo _method;
    private readonly ParameterInfo[] _parameters;
    private readonly ObjectFactory? _construct;

    private FunctionMethod(MethodInfo method, string name)
    {
        _method = method;
        _parameters = method.GetParameters();
        _construct = method.IsStatic ? null : ActivatorUtilities.CreateFactory(method.DeclaringType!, Type.EmptyTypes);
        Name = name;
        Trigger = _parameters.SelectMany(parameter => parameter.GetCustomAttributes()).FirstOrDefault(attribute =>
            attribute is HttpTriggerAttribute or ServiceBusTriggerAttribute or TimerTriggerAttribute) ?? throw Wrong("no trigger");
        DemandThatItCanBeCalled(method.ReturnType);
    }

    public string Name { get; }
    public Attribute Trigger { get; }

    public static List<FunctionMethod> In(IEnumerable<Type> types) =>
    [
        .. types.SelectMany(type => type.GetMethods())
            .Where(method => method.IsDefined(typeof(FunctionAttribute)))
            .Select(method => new FunctionMethod(method, method.GetCustomAttribute<FunctionAttribute>()!.Name))
            .OrderBy(function => function.Name, StringComparer.Ordinal),
    ];

    /// <summary>On a new object of its class, with the services of the given scope.</summary>
    public async Task<IActionResult?> InvokeAsync(IServiceProvider services, Func<ParameterInfo, object?> value)
    {
        var target = _construct?.Invoke(services, null);
        var result = _method.Invoke(target, BindingFlags.DoNotWrapExceptions, null, Array.ConvertAll(_parameters, p => value(p)), null);
        if (result is Task<IActionResult> answer) return await answer;
        if (result is Task task) await task;
        return result as IActionResult;
    }

    /// <summary>In a scope of its own and with an end to its time; each parameter gets the value of its type.</summary>
    public async Task InvokeAsync(IServiceProvider root, TimeSpan timeout, CancellationToken stopping, params object[] values)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        ending.CancelAfter(timeout);
        await using var scope = root.CreateAsyncScope();
        await InvokeAsync(scope.ServiceProvider, parameter => Array.Find(values, parameter.ParameterType.IsInstanceOfType) ?? ending.Token);
    }

    // At the start, not at the first call.
    private void DemandThatItCanBeCalled(Type result)
    {
        Type[] bound = Trigger switch
        {
            HttpTriggerAttribute => [typeof(HttpRequest), typeof(string)],
            ServiceBusTriggerAttribute =>
                [typeof(ServiceBusReceivedMessage[]), typeof(ServiceBusMessageActions), typeof(ServiceBusSessionMessageActions)],
            _ => [typeof(TimerInfo)],
        };
        var unbound = Array.Find(_parameters, parameter => !bound.Append(typeof(CancellationToken)).Contains(parameter.ParameterType));
        if (unbound is not null) throw Wrong($"a parameter '{unbound.Name}' of {unbound.ParameterType}, which cannot be bound");
        if (result != typeof(void) && result != typeof(Task) && result != typeof(Task<IActionResult>)
            && !result.IsAssignableTo(typeof(IActionResult))) throw Wrong($"a result of {result}, which is not supported");
        if (Trigger is ServiceBusTriggerAttribute { IsSessionsEnabled: false } or ServiceBusTriggerAttribute { IsBatched: false })
            throw Wrong("a queue without sessions or batches, which this host does not serve");
    }

    private InvalidOperationException Wrong(string fault) => new($"Function '{Name}' has {fault}.");
}
