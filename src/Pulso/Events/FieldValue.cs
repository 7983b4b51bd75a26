namespace Pulso.Events;

/// <summary>A field and its value: text, or an integer (milliseconds, thousandths, 0/1) as the field's kind says.</summary>
public readonly record struct FieldValue(Field Field, string? Text, long Number)
{
    public FieldValue(Field field, string text) : this(field, text, 0)
    {
    }

    public FieldValue(Field field, long number) : this(field, null, number)
    {
    }

    /// <summary>The names from outside that would become keys of figures.</summary>
    public IEnumerable<(KeyRegistry Registry, string Key)> Keys =>
        ReferenceEquals(Field, Field.Criteria) ? QualityCriteria.Of(Text).Select(item => (KeyRegistry.Criterion, item.Name))
        : Field.Registry == KeyRegistry.None ? []
        : [(Field.Registry, Text!)];

    /// <summary>The value with every name that is not admitted taken as another one.</summary>
    public FieldValue Admit(Func<KeyRegistry, string, bool> isAdmitted, string other) =>
        ReferenceEquals(Field, Field.Criteria) ? new(Field, QualityCriteria.Keep(Text!, name => isAdmitted(KeyRegistry.Criterion, name)))
        : Field.Registry == KeyRegistry.None || isAdmitted(Field.Registry, Text!) ? this
        : new(Field, other);
}
