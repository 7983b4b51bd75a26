using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Pulso.Events;

/// <summary>Identities as hashes: the first 128 bits of a SHA-256, which order as the whole hash does.</summary>
public static class EventId
{
    /// <summary>The identity of an event: SHA-256 of <c>source</c> NUL <c>id</c>.</summary>
    public static UInt128 Of(string source, string id) => Hash($"{source}\0{id}");

    /// <summary>The first 128 bits of the SHA-256 of a text's UTF-8 bytes.</summary>
    public static UInt128 Hash(string text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        int size = System.Text.Encoding.UTF8.GetByteCount(text);
        Span<byte> bytes = size <= 1024 ? stackalloc byte[size] : new byte[size];
        System.Text.Encoding.UTF8.GetBytes(text, bytes);
        SHA256.HashData(bytes, hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }

    /// <summary>The hash as 22 characters, safe in keys and paths.</summary>
    public static string Text(UInt128 hash)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, hash);
        return System.Buffers.Text.Base64Url.EncodeToString(bytes);
    }
}
