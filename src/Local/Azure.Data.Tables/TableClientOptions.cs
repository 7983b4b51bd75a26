namespace Azure.Data.Tables;

/// <summary>Retries, transport and diagnostics of the table clients.</summary>
public class TableClientOptions : ClientOptions;

/// <summary>Whether properties that the new row lacks stay (<see cref="Merge"/>) or go (<see cref="Replace"/>).</summary>
public enum TableUpdateMode { Merge, Replace }
