namespace Picora.Benchmarks.Databases;

/// <summary>A file that is taken for a sound.</summary>
internal static class Sounds
{
    private const int Rate = 8000;

    /// <summary>One second of silence.</summary>
    public static byte[] Wav()
    {
        using var file = new MemoryStream();
        using var writer = new BinaryWriter(file);
        writer.Write("RIFF"u8);
        writer.Write(36 + (Rate * 2));
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)1);
        writer.Write((short)1);
        writer.Write(Rate);
        writer.Write(Rate * 2);
        writer.Write((short)2);
        writer.Write((short)16);
        writer.Write("data"u8);
        writer.Write(Rate * 2);
        writer.Write(new byte[Rate * 2]);
        return file.ToArray();
    }
}
