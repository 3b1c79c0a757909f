namespace OrleansRisk.Core.Categories;

/// <summary>
/// ISO 18245 merchant category codes, in ranges: what buying there is for. Codes that say how money moved and not what
/// for (4829 wires, 6051 quasi cash) are left to the rules. From scoring version 3.
/// </summary>
internal static class MerchantCategories
{
    private static readonly (ushort First, ushort Last, Category Category)[] Ranges =
    [
        (742, 763, Category.Services), (780, 780, Category.Services), (1520, 1799, Category.Services),
        (2741, 2842, Category.Services), (3000, 3350, Category.Travel), (3351, 3500, Category.Travel),
        (3501, 3999, Category.Travel), (4011, 4011, Category.Transport), (4111, 4112, Category.Transport),
        (4119, 4119, Category.Health), (4121, 4121, Category.Transport), (4131, 4131, Category.Transport),
        (4214, 4225, Category.Services), (4411, 4411, Category.Travel), (4457, 4468, Category.Travel),
        (4511, 4511, Category.Travel), (4582, 4582, Category.Travel), (4722, 4723, Category.Travel),
        (4784, 4784, Category.Transport), (4789, 4789, Category.Transport), (4812, 4816, Category.Telecom),
        (4821, 4821, Category.Telecom), (4899, 4899, Category.Telecom), (4900, 4900, Category.Utilities),
        (5013, 5199, Category.Business), (5200, 5310, Category.Shopping), (5311, 5331, Category.Shopping),
        (5399, 5399, Category.Shopping), (5411, 5499, Category.Groceries), (5511, 5532, Category.Transport),
        (5533, 5533, Category.Transport), (5541, 5542, Category.Fuel), (5551, 5599, Category.Shopping),
        (5611, 5735, Category.Shopping), (5811, 5814, Category.Restaurants), (5815, 5818, Category.Entertainment),
        (5832, 5832, Category.Shopping), (5912, 5912, Category.Health), (5921, 5921, Category.Shopping),
        (5931, 5932, Category.Shopping), (5933, 5933, Category.LoanPayment), (5935, 5950, Category.Shopping),
        (5960, 5960, Category.Insurance), (5962, 5962, Category.Travel), (5963, 5973, Category.Shopping),
        (5975, 5976, Category.Health), (5977, 5978, Category.Shopping), (5983, 5983, Category.Utilities),
        (5992, 5999, Category.Shopping), (6010, 6011, Category.Cash), (6012, 6012, Category.LoanPayment),
        (6211, 6211, Category.Investment),
        (6300, 6300, Category.Insurance), (6381, 6399, Category.Insurance), (6513, 6513, Category.Rent),
        (6540, 6540, Category.Wallet), (7011, 7033, Category.Travel), (7210, 7299, Category.Services),
        (7311, 7399, Category.Services), (7512, 7519, Category.Travel), (7523, 7523, Category.Transport),
        (7524, 7524, Category.Transport), (7531, 7549, Category.Transport), (7622, 7699, Category.Services),
        (7800, 7802, Category.Gambling), (7829, 7841, Category.Entertainment), (7911, 7994, Category.Entertainment),
        (7995, 7995, Category.Gambling), (7996, 7999, Category.Entertainment), (8011, 8099, Category.Health),
        (8111, 8111, Category.Services), (8211, 8299, Category.Education), (8351, 8351, Category.Childcare),
        (8398, 8398, Category.Religious), (8641, 8641, Category.Membership), (8651, 8651, Category.Membership),
        (8661, 8661, Category.Religious), (8675, 8675, Category.Services), (8699, 8699, Category.Membership),
        (8734, 8999, Category.Services), (9211, 9211, Category.Services), (9222, 9222, Category.Fees),
        (9311, 9311, Category.Tax), (9399, 9399, Category.Services), (9402, 9402, Category.Services),
        (9406, 9406, Category.Gambling),
    ];

    /// <summary>The category of a code; uncategorised where it says nothing, or is none.</summary>
    public static Category Read(int code)
    {
        var (low, high) = (0, Ranges.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var (first, last, category) = Ranges[middle];
            if (code >= first && code <= last)
            {
                return category;
            }

            (low, high) = code < first ? (low, middle - 1) : (middle + 1, high);
        }

        return Category.Uncategorised;
    }
}
