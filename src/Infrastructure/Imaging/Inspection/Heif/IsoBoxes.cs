namespace Picora.Infrastructure.Imaging.Inspection.Heif;

/// <summary>The boxes inside a box that is in memory.</summary>
/// <param name="bytes">What holds them.</param>
/// <param name="offset">Where that starts in the file.</param>
internal ref struct IsoBoxes(ReadOnlySpan<byte> bytes, long offset)
{
    private readonly ReadOnlySpan<byte> bytes = bytes;
    private int next;

    public IsoBox Current { get; private set; }

    public readonly ReadOnlySpan<byte> Payload => bytes.Slice((int)(Current.PayloadOffset - offset), (int)Current.PayloadLength);

    /// <summary>Whether the walk ended before the bytes did, because what stands there is no box.</summary>
    public bool Broken { get; private set; }

    public bool MoveNext()
    {
        if (next == bytes.Length)
        {
            return false;
        }

        if (IsoBox.Read(bytes[next..], offset + next, bytes.Length - next) is not { } box)
        {
            Broken = true;
            return false;
        }

        Current = box;
        next += (int)box.Length;
        return true;
    }
}
