using Microsoft.EntityFrameworkCore;

namespace Picora.Infrastructure.Persistence.SqlServer;

public sealed class SqlServerPicoraDbContext(DbContextOptions<SqlServerPicoraDbContext> options) : PicoraDbContext(options)
{
    protected override string? BinaryCollation => "Latin1_General_BIN2";
}
