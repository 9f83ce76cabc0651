using System.Reflection;
using System.Runtime.InteropServices;

namespace Picora.Infrastructure.Imaging.Vips;

/// <summary>Finds libvips, loads it once into this process, and sets it up for strangers' pictures.</summary>
internal static class VipsLibrary
{
    private static readonly Lock Gate = new();
    private static nint handle;

    // One of each format that is taken in; every other loader, and with it every parser that nobody needs, stays blocked.
    private static readonly string[] Loaders =
    [
        "VipsForeignLoadJpeg", "VipsForeignLoadPng", "VipsForeignLoadWebp", "VipsForeignLoadNsgif", "VipsForeignLoadHeif", "VipsForeignLoadTiff",
        "VipsForeignLoadSvg",
    ];

    /// <param name="configured">The file's path; null for the one in <c>native/</c> beside the program.</param>
    /// <exception cref="DllNotFoundException">libvips is not there or cannot be loaded; the message says where it was looked for.</exception>
    public static void Load(string? configured)
    {
        lock (Gate)
        {
            if (handle != 0)
            {
                return;
            }

            handle = NativeLibrary.Load(Find(configured));
            NativeLibrary.SetDllImportResolver(Assembly.GetExecutingAssembly(), (name, _, _) =>
                string.Equals(name, VipsNative.Library, StringComparison.Ordinal) ? handle : 0);
            Initialize();
        }
    }

    private static string Find(string? configured)
    {
        if (configured is not null)
        {
            return configured;
        }

        var folder = Path.Combine(AppContext.BaseDirectory, "native");
        var found = Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "libvips-cpp*").Order(StringComparer.Ordinal).LastOrDefault() : null;
        return found ?? throw new DllNotFoundException($"libvips is not in '{folder}'. Set Picora:Imaging:LibraryPath, or run build/lib/native.sh and build again.");
    }

    private static void Initialize()
    {
        if (VipsNative.Init("picora") != 0)
        {
            throw new DllNotFoundException($"libvips does not start: {VipsException.TakeMessage()}");
        }

        // Pictures are worked on side by side in processes; threads and caches inside one would only cost memory.
        VipsNative.SetConcurrency(1);
        VipsNative.SetCacheMax(0);
        VipsNative.BlockOperation("VipsForeignLoad", 1);
        foreach (var loader in Loaders)
        {
            VipsNative.BlockOperation(loader, 0);
        }
    }
}
