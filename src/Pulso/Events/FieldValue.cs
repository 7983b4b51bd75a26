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

    /// <summary>The names from outside that would become keys of figures: the value itself, or those in its list.</summary>
    public IEnumerable<string> Keys => Field.Registry == KeyRegistry.None ? []
        : Field.Kind == FieldKind.Json ? QualityCriteria.Of(Text).Select(item => item.Name)
        : [Text!];

    /// <summary>The value with every name that is not admitted taken as another one; in a list it is left out.</summary>
    public FieldValue Admit(Func<KeyRegistry, string, bool> isAdmitted, string other)
    {
        var registry = Field.Registry;
        if (registry == KeyRegistry.None)
            return this;
        if (Field.Kind == FieldKind.Json)
            return new(Field, QualityCriteria.Keep(Text!, name => isAdmitted(registry, name)));
        return isAdmitted(registry, Text!) ? this : new(Field, other);
    }
}
