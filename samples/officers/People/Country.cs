using System.Text.Json;

namespace OrleansRisk.Samples.Officers.People;

/// <summary>How banks of a country print rows, and where people shop there.</summary>
internal sealed record Country
{
    public required string Currency { get; init; }

    /// <summary>A category, or channel and direction as <c>card-out</c>, to the text around a party.</summary>
    public required IReadOnlyDictionary<string, string> Wrap { get; init; }

    /// <summary>Text of a debit that went back; <c>{t}</c> is the party.</summary>
    public required string Unpaid { get; init; }

    /// <summary>The same for a standing order or transfer, if the country's banks print another text for it.</summary>
    public string? UnpaidOrder { get; init; }

    /// <summary>Fee for a returned payment; 0 for none.</summary>
    public decimal UnpaidFee { get; init; }

    public string UnpaidFeeText { get; init; } = "";

    /// <summary>Fee for a payment made without cover; 0 for none.</summary>
    public decimal OverFee { get; init; }

    public string OverFeeText { get; init; } = "";

    /// <summary>Card payments of more than this are printed one by one in a view.</summary>
    public required decimal Small { get; init; }

    /// <summary>Category to shops.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Shops { get; init; }

    public static Country Read(string path) =>
        JsonSerializer.Deserialize<Country>(File.ReadAllText(path), JsonSerializerOptions.Web)
        ?? throw new InvalidDataException($"{path} is empty.");
}
