namespace Pulso.Acceptance.Running;

/// <summary>A file of the repository that says what the code gives; <c>UPDATE_GOLDEN=1</c> writes it anew.</summary>
internal static class Golden
{
    public static bool IsWritten => Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1";

    /// <param name="path">From the root of the repository.</param>
    /// <param name="lines">What the code gives.</param>
    /// <param name="otherwise">What to do when it is something else; null where the two texts say enough.</param>
    public static void Holds(string path, IEnumerable<string> lines, string? otherwise = null)
    {
        string file = Checkout.PathOf(path);
        string text = string.Join('\n', lines) + "\n";
        if (IsWritten)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }
        string told = File.ReadAllText(file);
        Assert.True(otherwise is null || text == told, otherwise);
        Assert.Equal(text, told);
    }
}
