using System.Buffers.Binary;

namespace Picora.Testing.Imaging;

/// <summary>Real small pictures, made as long as wanted by bytes behind their end, no two of them equal.</summary>
public static class Padded
{
    private static readonly byte[] Picture = Pictures.Jpeg(64, 48, seed: 1);
    private static int count;

    public static byte[] Jpeg(int size)
    {
        var file = new byte[size];
        Picture.CopyTo(file, 0);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(size - 4), Interlocked.Increment(ref count));
        return file;
    }
}
