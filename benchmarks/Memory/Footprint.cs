using System.Diagnostics;

namespace OrleansRisk.Benchmarks.Memory;

/// <summary>Bytes that this process holds: managed objects, and pages of all kinds.</summary>
internal readonly record struct Footprint(long Managed, long Resident)
{
    public static Footprint operator -(Footprint later, Footprint earlier) =>
        new(later.Managed - earlier.Managed, later.Resident - earlier.Resident);

    public static Footprint Now()
    {
        using var self = Process.GetCurrentProcess();
        return new Footprint(GC.GetTotalMemory(forceFullCollection: false), self.WorkingSet64);
    }

    /// <summary>After a full, compacting collection.</summary>
    public static Footprint Settled()
    {
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return Now();
    }
}
