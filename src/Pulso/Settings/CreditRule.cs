namespace Pulso.Settings;

/// <summary>Which of a contact's agents has the credit for it.</summary>
public enum CreditRule
{
    /// <summary>Whose part was the last.</summary>
    Last,

    /// <summary>Whose part was the first.</summary>
    First,

    /// <summary>All of them, by the time that they handled it.</summary>
    Shared,
}
