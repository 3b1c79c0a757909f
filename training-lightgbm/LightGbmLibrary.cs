using System.Runtime.InteropServices;

namespace OrleansRisk.Training.LightGbm;

/// <summary>
/// What is called of LightGBM's own C interface (c_api.h). Each returns 0, or has left a text of its error.
/// </summary>
internal static partial class LightGbmLibrary
{
    public const int Doubles = 1;
    public const int Singles = 0;
    public const int RawScore = 1;
    private const string Name = "lib_lightgbm";

    [LibraryImport(Name, EntryPoint = "LGBM_GetLastError")]
    public static partial nint LastError();

    [LibraryImport(
        Name, EntryPoint = "LGBM_DatasetCreateFromSampledColumn", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int DatasetOfSample(
        nint[] values, nint[] places, int columns, int[] counts, int sampled, int rows, long allRows,
        string parameters, out nint dataset);

    [LibraryImport(Name, EntryPoint = "LGBM_DatasetPushRows")]
    public static partial int PushRows(
        nint dataset, double[] values, int type, int rows, int columns, int first);

    [LibraryImport(Name, EntryPoint = "LGBM_DatasetGetSubset", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Subset(nint dataset, int[] rows, int count, string parameters, out nint part);

    [LibraryImport(Name, EntryPoint = "LGBM_DatasetSetField", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SetField(nint dataset, string field, float[] values, int count, int type);

    [LibraryImport(Name, EntryPoint = "LGBM_DatasetSetFeatureNames", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SetFeatureNames(nint dataset, string[] names, int count);

    [LibraryImport(Name, EntryPoint = "LGBM_DatasetFree")]
    public static partial int FreeDataset(nint dataset);

    [LibraryImport(Name, EntryPoint = "LGBM_BoosterCreate", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int BoosterOf(nint dataset, string parameters, out nint booster);

    [LibraryImport(Name, EntryPoint = "LGBM_BoosterLoadModelFromString", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int BoosterFrom(string model, out int trees, out nint booster);

    [LibraryImport(Name, EntryPoint = "LGBM_BoosterUpdateOneIter")]
    public static partial int Update(nint booster, out int finished);

    [LibraryImport(Name, EntryPoint = "LGBM_BoosterAddValidData")]
    public static partial int Judge(nint booster, nint dataset);

    /// <param name="which">0: the rows it grows on; 1: those it is judged on.</param>
    [LibraryImport(Name, EntryPoint = "LGBM_BoosterGetPredict")]
    public static partial int Predicted(nint booster, int which, out long length, double[] probabilities);

    [LibraryImport(Name, EntryPoint = "LGBM_BoosterSaveModelToString")]
    public static partial int Save(
        nint booster, int first, int count, int importance, long length, out long needed, byte[] text);

    [LibraryImport(Name, EntryPoint = "LGBM_BoosterPredictForMat", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Predict(
        nint booster, double[] values, int type, int rows, int columns, int rowMajor, int what, int first, int count,
        string parameters, out long length, double[] margins);

    [LibraryImport(Name, EntryPoint = "LGBM_BoosterFree")]
    public static partial int FreeBooster(nint booster);
}
