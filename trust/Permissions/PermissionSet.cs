using System.Collections;
using System.Runtime.CompilerServices;

namespace OrleansRisk.Trust.Permissions;

/// <summary>Some permissions. A set, so order and repetition change nothing.</summary>
[CollectionBuilder(typeof(PermissionSet), nameof(Of))]
public readonly record struct PermissionSet : IEnumerable<Permission>
{
    private readonly UInt128 _bits;

    private PermissionSet(UInt128 bits) => _bits = bits;

    public bool IsEmpty => _bits == UInt128.Zero;

    /// <summary>These permissions; what is in no list of ours is in no set either.</summary>
    public static PermissionSet Of(ReadOnlySpan<Permission> permissions)
    {
        var bits = UInt128.Zero;
        foreach (var permission in permissions)
        {
            bits |= Bit(permission);
        }

        return new(bits);
    }

    public bool Contains(Permission permission) => (_bits & Bit(permission)) != UInt128.Zero;

    public PermissionSet And(PermissionSet others) => new(_bits | others._bits);

    public IEnumerator<Permission> GetEnumerator()
    {
        for (var rest = _bits; rest != UInt128.Zero; rest &= rest - 1)
        {
            yield return (Permission)(int)UInt128.TrailingZeroCount(rest);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static UInt128 Bit(Permission permission) =>
        permission is > Permission.None and <= Permission.RevokeKeys ? UInt128.One << (int)permission : UInt128.Zero;
}
