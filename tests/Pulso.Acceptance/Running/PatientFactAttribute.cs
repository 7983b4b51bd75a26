namespace Pulso.Acceptance.Running;

/// <summary>A fact that takes minutes: looked at only where its setting is 1.</summary>
public sealed class PatientFactAttribute : FactAttribute
{
    /// <param name="setting">The environment variable that asks for it.</param>
    /// <param name="needsShared">True if it is about the shared data.</param>
    public PatientFactAttribute(string setting, bool needsShared = false)
    {
        if (Environment.GetEnvironmentVariable(setting) != "1")
            Skip = $"only with {setting}=1";
        else if (needsShared)
            Skip = SharedFactAttribute.Reason;
    }
}
