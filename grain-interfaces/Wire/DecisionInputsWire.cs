using OrleansRisk.Core.Observations;

namespace OrleansRisk.GrainInterfaces.Wire;

/// <summary>What an assessment read from outside the account, as bytes.</summary>
internal static class DecisionInputsWire
{
    public static void Write(WireWriter wire, in DecisionInputs inputs)
    {
        var part = wire.Begin();
        wire.Int(inputs.Sequence);
        wire.Int(inputs.ArrivedAt);
        wire.Int(inputs.CivilDay);
        wire.Int(inputs.OffsetMinutes);
        wire.Fixed(inputs.Identity);
        wire.Fixed(inputs.Content);
        wire.Fixed(inputs.Counterparty);
        wire.Byte(inputs.Prior.Seen);
        wire.Int(inputs.Prior.BookedDay);
        wire.Int(inputs.Prior.BookedMinor);
        Write(wire, inputs.Figures);
        wire.Int(inputs.PopulationVersion);
        wire.Int(inputs.PolicyVersion);
        wire.Flag(inputs.History);
        var more = inputs.ModelDeploymentVersion != 0 || inputs.Category != 0 || inputs.CategoryRulesVersion != 0;
        if (inputs.Replaced != 0 || more)
        {
            wire.Fixed(inputs.Replaced);
        }

        if (more)
        {
            wire.Int(inputs.ModelDeploymentVersion);
            wire.Byte(inputs.Category);
            wire.Int(inputs.CategoryRulesVersion);
        }

        wire.End(part);
    }

    public static DecisionInputs Read(ref WireReader wire)
    {
        var part = wire.Part();
        return new DecisionInputs
        {
            Sequence = part.Int(),
            ArrivedAt = part.Int(),
            CivilDay = part.Int32(),
            OffsetMinutes = part.Int16(),
            Identity = part.Fixed64(),
            Content = part.Fixed64(),
            Counterparty = part.Fixed64(),
            Prior = new PriorLifecycle(part.Byte(), part.Int32(), part.Int()),
            Figures = ReadStatistics(ref part),
            PopulationVersion = part.Int32(),
            PolicyVersion = part.Int32(),
            History = part.Flag(),
            Replaced = part.Ended ? 0 : part.Fixed64(),
            ModelDeploymentVersion = part.Ended ? 0 : part.Int32(),
            Category = part.Ended ? (byte)0 : part.Byte(),
            CategoryRulesVersion = part.Ended ? 0 : part.Int32(),
        };
    }

    public static void Write(WireWriter wire, in CounterpartyStatistics figures)
    {
        var part = wire.Begin();
        wire.Flag(figures.Known);
        wire.Int(figures.Version);
        wire.Int(figures.RiskPpm);
        wire.Byte(figures.LastLabels);
        wire.Byte(figures.LastCount);
        wire.Int(figures.DaysSinceFraud);
        wire.Int(figures.EventsIn30Days);
        wire.Int(figures.Accounts);
        if (figures.Windows.Stated)
        {
            Write(wire, figures.Windows);
        }

        wire.End(part);
    }

    public static CounterpartyStatistics ReadStatistics(ref WireReader wire)
    {
        var part = wire.Part();
        return new CounterpartyStatistics
        {
            Known = part.Flag(),
            Version = part.Int32(),
            RiskPpm = part.Int32(),
            LastLabels = part.Byte(),
            LastCount = part.Byte(),
            DaysSinceFraud = part.Int16(),
            EventsIn30Days = part.Int32(),
            Accounts = part.Int32(),
            Windows = part.Ended ? default : ReadWindows(ref part),
        };
    }

    private static void Write(WireWriter wire, in CounterpartyWindows windows)
    {
        var part = wire.Begin();
        Write(wire, windows.OneDay);
        Write(wire, windows.SevenDays);
        Write(wire, windows.ThirtyDays);
        wire.Int(windows.FraudAge);
        wire.Int(windows.GenuineSince);
        wire.Int(windows.NewAccounts1D);
        wire.Int(windows.NewAccounts7D);
        wire.Byte(windows.BadAccounts);
        wire.Int(windows.FadedMilli);
        wire.End(part);
    }

    private static CounterpartyWindows ReadWindows(ref WireReader wire)
    {
        var part = wire.Part();
        return new CounterpartyWindows
        {
            Stated = true,
            OneDay = ReadWindow(ref part),
            SevenDays = ReadWindow(ref part),
            ThirtyDays = ReadWindow(ref part),
            FraudAge = part.Int16(),
            GenuineSince = part.Int32(),
            NewAccounts1D = part.Int32(),
            NewAccounts7D = part.Int32(),
            BadAccounts = part.Byte(),
            FadedMilli = part.Int(),
        };
    }

    private static void Write(WireWriter wire, in WindowStatistics window)
    {
        wire.Int(window.Count);
        wire.Int(window.Frauds);
    }

    private static WindowStatistics ReadWindow(ref WireReader wire) => new(wire.Int32(), wire.Int32());
}
