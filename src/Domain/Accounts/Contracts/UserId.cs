namespace Picora.Domain.Accounts.Contracts;

/// <summary>A person's id: a nanoid of 21 characters.</summary>
public readonly record struct UserId(string Value)
{
    public static UserId New() => new(NanoId.New());

    public static bool operator <(UserId left, UserId right) => string.CompareOrdinal(left.Value, right.Value) < 0;

    public static bool operator >(UserId left, UserId right) => string.CompareOrdinal(left.Value, right.Value) > 0;

    public override string ToString() => Value;
}
