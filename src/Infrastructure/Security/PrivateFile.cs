namespace Picora.Infrastructure.Security;

/// <summary>Files that only the server's own user may read.</summary>
internal static class PrivateFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Writes a whole file or none. False when there is one of that name already, which is left alone.</summary>
    public static bool TryCreate(string path, ReadOnlySpan<byte> content)
    {
        var temporary = $"{path}.{Domain.NanoId.New()}.tmp";
        try
        {
            using (var stream = new FileStream(temporary, Options()))
            {
                stream.Write(content);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: false);
            return true;
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(temporary);
            return false;
        }
    }

    private static FileStreamOptions Options()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        return options;
    }
}
