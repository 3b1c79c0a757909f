using Orleans.Runtime;
using OrleansRisk.Accounts.Runtime;

namespace OrleansRisk.Grains.Accounts;

/// <summary>
/// The accounts awake on this silo in the order of their last use. While they hold more bytes than the budget, by their
/// own estimate, the one used longest ago is asked to leave; so is the oldest of too many that nobody has ever written:
/// otherwise whoever asks for enough names that do not exist fills the silo with them.
/// </summary>
internal sealed class AccountMemory(long budgetBytes, int unknownMax, EngineMetrics metrics)
{
    private static readonly DeactivationReason OverBudget = new(
        DeactivationReasonCode.HighMemoryPressure, "accounts in memory are over their budget");

    private readonly Lock _gate = new();
    private readonly LinkedList<AwakeAccount> _known = new();
    private readonly LinkedList<AwakeAccount> _unknown = new();
    private long _bytes;

    /// <summary>An account was used just now, and holds so many bytes.</summary>
    /// <param name="account">The account.</param>
    /// <param name="bytes">That it holds.</param>
    /// <param name="isUnknown">Nothing was ever written of it.</param>
    public void Used(AwakeAccount account, int bytes, bool isUnknown)
    {
        List<AwakeAccount>? leaving = null;
        lock (_gate)
        {
            account.Place.List?.Remove(account.Place);
            (isUnknown ? _unknown : _known).AddLast(account.Place);
            Count(account, bytes);
            while ((_unknown.Count > unknownMax ? _unknown : _bytes > budgetBytes ? _known : null)
                is { First.Value: { } oldest } && oldest != account)
            {
                Remove(oldest);
                (leaving ??= []).Add(oldest);
            }
        }

        // One that is at work goes when its turn is over; if it is called before, it counts again.
        leaving?.ForEach(static account => account.Grain.Deactivate(OverBudget));
    }

    /// <summary>An account has left memory.</summary>
    public void Left(AwakeAccount account)
    {
        lock (_gate)
        {
            Remove(account);
        }
    }

    private void Remove(AwakeAccount account)
    {
        Count(account, 0);
        account.Place.List?.Remove(account.Place);
    }

    private void Count(AwakeAccount account, int bytes)
    {
        var (accounts, change) = ((bytes > 0 ? 1 : 0) - (account.Bytes > 0 ? 1 : 0), bytes - account.Bytes);
        if (accounts == 0 && change == 0)
        {
            return;
        }

        account.Bytes = bytes;
        _bytes += change;
        metrics.Resident(accounts, change);
    }
}

/// <summary>An account's place in the order of <see cref="AccountMemory"/>, which alone changes it.</summary>
internal sealed class AwakeAccount
{
    public AwakeAccount(IGrainContext grain) => (Grain, Place) = (grain, new LinkedListNode<AwakeAccount>(this));

    public IGrainContext Grain { get; }

    public LinkedListNode<AwakeAccount> Place { get; }

    public int Bytes { get; set; }
}
