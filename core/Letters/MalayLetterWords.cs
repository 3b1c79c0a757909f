using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Core.Letters;

internal sealed class MalayLetterWords : LetterWords
{
    public override string Title => "Mengenai permohonan pinjaman anda";

    public override string Reference => "Rujukan";

    public override string Date => "Tarikh";

    public override string Refused => "Dukacita dimaklumkan bahawa kami tidak dapat meluluskan pinjaman ini.";

    public override string RestsOn => "Asas keputusan kami";

    public override string NotSeenTitle => "Apa yang tidak kami lihat";

    public override string OtherAccounts => "Akaun anda yang tidak dinamakan di atas.";

    public override string NoBureau =>
        "Hutang di tempat lain yang tidak ditunjukkan oleh akaun di atas: tiada biro kredit yang ditanya.";

    public override string WouldChange => "Apa yang akan mengubah keputusan, jika semua yang lain kekal";

    public override string Rights =>
        "Jika ada kesilapan dalam surat ini, atau ada perkara yang patut kami ketahui, sila tulis atau hubungi kami "
        + "dan berikan rujukan di atas. Anda boleh bertanya data mana yang kami gunakan, meminta kesilapan di dalamnya "
        + "dibetulkan, dan meminta seorang pegawai meneliti semula keputusan ini. Sumber yang dinamakan di atas boleh "
        + "membetulkan datanya sendiri.";

    public override string AskedFor(string amount, string instalment, int months) =>
        $"Anda memohon pinjaman sebanyak {amount}, yang akan dibayar balik sebanyak {instalment} sebulan selama "
        + $"{months} bulan.";

    public override string Reasons(int count) => "Sebab utama";

    public override string Score(int score, int least, IReadOnlyList<int> numbers, bool inFull) => (numbers.Count == 0
        ? $"Skor, yang dikira secara automatik, ialah {score} daripada 1000 mata."
        : $"Sebab {Numbers(numbers, "dan")} menurunkan skor, yang dikira secara automatik, kepada {score} daripada "
            + "1000 mata.") + $" Kami memberi pinjaman mulai {least} mata."
        + (inFull ? "" : " Apa yang dinamakan di sini tidak menerangkan keseluruhan perbezaan itu.");

    public override string Account(string name, string from, string to, long transactions) =>
        $"Akaun anda {name}: {transactions} urus niaga dari {from} hingga {to}.";

    public override string Account(string name) => $"Akaun anda {name}.";

    public override string NoBalances(string name) => $"Baki akaun {name}.";

    public override string Paper(string word, string day) => word switch
    {
        "payslip" => $"Slip gaji bertarikh {day}.",
        "provident_fund" => $"Penyata kumpulan wang simpanan bertarikh {day}.",
        "tax" => $"Dokumen cukai bertarikh {day}.",
        "employer" => $"Kenyataan majikan anda bertarikh {day}.",
        "bureau" => $"Hutang yang dinyatakan oleh biro kredit pada {day}.",
        "statement" => $"Penyata pemberi pinjaman bertarikh {day}.",
        _ => $"Apa yang anda nyatakan pada {day}.",
    };

    public override string NotCounted(string paper, bool stated) => stated
        ? $"Pendapatan yang tidak ditunjukkan oleh dokumen, jadi tidak dikira: {paper}"
        : $"Pendapatan yang dokumennya terlalu lama, jadi tidak dikira: {paper}";

    public override string Bureau(string name, string day) => $"Laporan biro kredit {name} bertarikh {day}.";

    public override string Of(in Refusal refusal, Currency currency) => refusal.Reason switch
    {
        RefusalReason.NoIncome => "Tiada pendapatan dilihat yang dapat membayar ansuran.",
        RefusalReason.DebtsTooHigh =>
            $"Hutang dan ansuran akan mengambil {Found(refusal.Value)} % daripada pendapatan bersih anda; kami "
            + $"memberi pinjaman sehingga {Limit(refusal.Limit)} %.",
        RefusalReason.DebtsTooHighOfGross =>
            $"Hutang dan ansuran akan mengambil {Found(refusal.Value)} % daripada pendapatan kasar anda; kami "
            + $"memberi pinjaman sehingga {Limit(refusal.Limit)} %.",
        RefusalReason.BalancesUnknown =>
            "Skor tidak mencukupi, dan baki akaun tidak diketahui semasa skor dikira.",
        RefusalReason.NothingLeft =>
            $"Dengan ansuran, {Money(refusal.Value, currency)} akan keluar sebulan, "
            + $"{Money(refusal.Value - refusal.Limit, currency)} lebih daripada pendapatan anda sebanyak "
            + $"{Money(refusal.Limit, currency)}.",
        RefusalReason.NoBureau => "Tiada biro kredit yang ditanya, dan kami tidak memberi pinjaman ini tanpanya.",
        RefusalReason.AboveCap =>
            $"Tiada biro kredit yang ditanya, dan tanpanya kami memberi pinjaman paling banyak "
            + $"{Money(refusal.Limit, currency)}.",
        RefusalReason.MissingDays =>
            $"Urus niaga yang diketahui meliputi tempoh yang terlalu singkat: {Number(refusal.Value)} hari lagi "
            + "diperlukan.",
        RefusalReason.MissingTransactions =>
            $"Terlalu sedikit urus niaga diketahui: {Number(refusal.Value)} lagi diperlukan.",
        RefusalReason.MissingIncome =>
            "Tiada pendapatan dilihat pada akaun yang dinamakan di atas.",
        RefusalReason.MissingNames =>
            "Kebanyakan urus niaga tidak menunjukkan tujuannya atau siapa yang dibayar, jadi sara hidup anda tidak "
            + "dapat dilihat.",
        _ => "Terlalu sedikit diketahui tentang pendapatan dan perbelanjaan anda untuk mengatakan sama ada anda mampu "
            + "membayar ansuran.",
    };

    public override string LowerInstalment(string instalment) =>
        $"Ansuran paling banyak {instalment} sebulan, bagi pinjaman yang lebih kecil atau tempoh yang lebih panjang.";

    public override string LowerAmount(string amount) => $"Pinjaman paling banyak {amount}.";

    public override string ScoreAfter(IReadOnlyList<string> acts, int score) =>
        $"Jika {Joined(acts, "dan")}, skor akan menjadi {score} mata.";

    public override string? Act(ReasonCode code) => code switch
    {
        ReasonCode.PaymentsReturned => "tiada bayaran dikembalikan selama 90 hari",
        ReasonCode.ReturnedInAYear => "tiada bayaran dikembalikan selama setahun",
        ReasonCode.BalanceNegative => "akaun tidak terlebih pengeluaran selama 90 hari",
        ReasonCode.BorrowingRecent or ReasonCode.LoansNew => "tiada pinjaman baharu diambil selama empat bulan",
        ReasonCode.PaydayLoans =>
            "setiap pinjaman sehingga hari gaji telah dilunaskan, dan setahun berlalu tanpa pinjaman baharu",
        ReasonCode.GamblingHigh => "tiada wang digunakan untuk perjudian selama tiga bulan kalendar penuh",
        ReasonCode.FeesHigh => "tiada fi akaun timbul selama tiga bulan kalendar penuh",
        _ => null,
    };
}
