namespace System.IO.Hashing;

/// <summary>Enough for Azure.Storage.Common to load: its CRC64 checksum derives from this and is never asked for.</summary>
public abstract class NonCryptographicHashAlgorithm;
