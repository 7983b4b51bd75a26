namespace Pulso.Measures;

/// <summary>Bands of difficulty, so that agents are compared on contacts that are alike.</summary>
public static class DifficultyBand
{
    /// <param name="difficulty">In thousandths; 1,000 is normal.</param>
    /// <returns><c>easy</c> below three quarters of the normal, <c>hard</c> above five quarters, else <c>normal</c>.</returns>
    public static string Of(long difficulty) => difficulty < 750 ? "easy" : difficulty > 1_250 ? "hard" : "normal";
}
