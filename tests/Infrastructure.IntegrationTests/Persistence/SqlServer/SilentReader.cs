using System.Collections;
using System.Data.Common;
using System.Globalization;

namespace Picora.Infrastructure.IntegrationTests.Persistence.SqlServer;

/// <summary>Reads made-up answers. A value of another type than asked for becomes one of that type: only expressions have such.</summary>
internal sealed class SilentReader(IReadOnlyList<ResultSet> results) : DbDataReader
{
    private static readonly ResultSet Nothing = new([], []);

    private int result;
    private int row = -1;

    public override int Depth => 0;

    public override int FieldCount => Current.Columns.Count;

    public override bool HasRows => Current.Rows.Count > 0;

    public override bool IsClosed => false;

    public override int RecordsAffected => -1;

    private ResultSet Current => result < results.Count ? results[result] : Nothing;

    public override object this[int ordinal] => GetValue(ordinal);

    public override object this[string name] => GetValue(GetOrdinal(name));

    public override bool Read() => ++row < Current.Rows.Count;

    public override bool NextResult()
    {
        row = -1;
        return ++result < results.Count;
    }

    public override bool IsDBNull(int ordinal) => Current.Rows[row][ordinal] is null;

    public override object GetValue(int ordinal) => Current.Rows[row][ordinal] ?? DBNull.Value;

    public override T GetFieldValue<T>(int ordinal) => Current.Rows[row][ordinal] switch
    {
        T value => value,
        var other when typeof(T) == typeof(string) => (T)(object)(other?.ToString() ?? string.Empty),
        IConvertible other when other is not string => (T)other.ToType(typeof(T), CultureInfo.InvariantCulture),
        _ => default!,
    };

    public override bool GetBoolean(int ordinal) => GetFieldValue<bool>(ordinal);

    public override byte GetByte(int ordinal) => GetFieldValue<byte>(ordinal);

    public override char GetChar(int ordinal) => GetFieldValue<char>(ordinal);

    public override DateTime GetDateTime(int ordinal) => GetFieldValue<DateTime>(ordinal);

    public override decimal GetDecimal(int ordinal) => GetFieldValue<decimal>(ordinal);

    public override double GetDouble(int ordinal) => GetFieldValue<double>(ordinal);

    public override float GetFloat(int ordinal) => GetFieldValue<float>(ordinal);

    public override Guid GetGuid(int ordinal) => GetFieldValue<Guid>(ordinal);

    public override short GetInt16(int ordinal) => GetFieldValue<short>(ordinal);

    public override int GetInt32(int ordinal) => GetFieldValue<int>(ordinal);

    public override long GetInt64(int ordinal) => GetFieldValue<long>(ordinal);

    public override string GetString(int ordinal) => GetFieldValue<string>(ordinal);

    public override string GetName(int ordinal) => Current.Columns[ordinal] ?? string.Empty;

    public override int GetOrdinal(string name) => Current.Columns.ToList().IndexOf(name);

    public override string GetDataTypeName(int ordinal) => GetFieldType(ordinal).Name;

    public override Type GetFieldType(int ordinal) => Current.Rows.Count > 0 ? Current.Rows[0][ordinal]?.GetType() ?? typeof(object) : typeof(object);

    public override int GetValues(object[] values) => throw new NotSupportedException();

    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) => throw new NotSupportedException();

    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) => throw new NotSupportedException();

    public override IEnumerator GetEnumerator() => throw new NotSupportedException();
}
