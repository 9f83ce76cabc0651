using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace Picora.Infrastructure.Persistence.Sqlite;

/// <summary>
/// The head of a database's WAL index (sqlite.org/walformat.html, section 2): memory that all connections of all processes share, and that
/// every commit changes. SQLite itself reads it in the same way to find out whether its cache is stale.
/// </summary>
/// <remarks>
/// The mapping is SQLite's own, asked for through its file methods (<c>xShmMap</c>), and lasts as long as the connection is open. To open the
/// file a second time would not do: closing any descriptor of it drops the locks that SQLite holds in this process.
/// </remarks>
internal sealed unsafe partial class WalIndex
{
    private const int FilePointer = 7;
    private const int ShmMap = 13;
    private const int RegionBytes = 32 * 1024;
    private const int Ok = 0;

    private readonly SafeHandle connection;
    private readonly WalHead* heads;

    private WalIndex(SafeHandle connection, WalHead* heads)
    {
        this.connection = connection;
        this.heads = heads;
    }

    /// <summary>The index of a connection that has read already; null when its database keeps no log ahead.</summary>
    public static WalIndex? Of(SqliteConnection connection)
    {
        nint* file;
        var outcome = FileControl(connection.Handle!.DangerousGetHandle(), "main", FilePointer, &file);
        SqliteException.ThrowExceptionForRC(outcome, connection.Handle);

        // struct sqlite3_file { const sqlite3_io_methods *pMethods; }, whose first member is a version and whose others are functions.
        var methods = (nint*)*file;
        var map = (delegate* unmanaged[Cdecl]<nint*, int, int, int, void**, int>)methods[ShmMap];
        void* region = null;
        return map is not null && map(file, 0, RegionBytes, 0, &region) == Ok && region is not null ? new WalIndex(connection.Handle, (WalHead*)region) : null;
    }

    /// <summary>The head as it is; null while somebody is writing it, and when the connection is closed.</summary>
    public WalHead? Read()
    {
        var held = false;
        try
        {
            // Whoever closes the connection meanwhile does not take the mapping away.
            connection.DangerousAddRef(ref held);
            // Written in the other order, so two that are equal are whole.
            var first = heads[0];
            Interlocked.MemoryBarrier();
            return heads[1] == first ? first : null;
        }
        catch (ObjectDisposedException)
        {
            return null;
        }
        finally
        {
            if (held)
            {
                connection.DangerousRelease();
            }
        }
    }

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_file_control", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int FileControl(nint database, string schema, int operation, nint** file);
}

/// <summary>Forty-eight bytes: versions, number of changes, pages, the last frame, checksums and salts.</summary>
internal readonly record struct WalHead(UInt128 Changes, UInt128 Frames, UInt128 Salts);
