namespace Pulso.Acceptance.Running;

/// <summary>A fact that takes minutes, and is only looked at with <c>PULSO_WHOLE_MONTH=1</c>.</summary>
public sealed class WholeMonthFactAttribute : FactAttribute
{
    public WholeMonthFactAttribute() =>
        Skip = Environment.GetEnvironmentVariable("PULSO_WHOLE_MONTH") == "1" ? new SharedFactAttribute().Skip : "only with PULSO_WHOLE_MONTH=1";
}
