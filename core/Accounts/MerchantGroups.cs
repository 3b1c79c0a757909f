namespace OrleansRisk.Core.Accounts;

/// <summary>How often each group of merchants was used; all are halved when one is full.</summary>
internal readonly ref struct MerchantGroups(Span<byte> state)
{
    private readonly Span<byte> _bytes = state.Slice(Layout.MerchantGroups, Layout.MerchantGroupsSize);

    private ReadOnlySpan<byte> Read => _bytes;

    public (int Seen, int Total) Count(int group)
    {
        var total = 0;
        for (var i = 0; i < Layout.MerchantGroupCount; i++)
        {
            total += Read.U16(i * 2);
        }

        return (Read.U16(group * 2), total);
    }

    public void Add(int group)
    {
        if (Read.U16(group * 2) == ushort.MaxValue)
        {
            for (var i = 0; i < Layout.MerchantGroupCount; i++)
            {
                _bytes.U16(i * 2, (ushort)(Read.U16(i * 2) / 2));
            }
        }

        _bytes.Count16(group * 2);
    }
}
